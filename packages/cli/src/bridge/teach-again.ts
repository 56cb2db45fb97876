import {
  isBridgeError,
  type Learned,
  type LearnedFilter,
  listLearned,
  teachAgain,
} from '@sievekit/rspamd-bridge';
import { Failure } from '../failure.ts';
import { startProgress } from '../remote/progress.ts';
import { showJson } from '../remote/show-name.ts';
import type { Terminal } from '../terminal.ts';
import { findSpool } from './mail-store.ts';
import { describeSpooled } from './queue.ts';

/** Options of `sievekit bridge undo` and `relearn`. */
export interface TeachAgainOptions {
  readonly config?: string;
  readonly spool?: string;
  readonly user?: string;
  readonly since?: string;
  readonly until?: string;
  readonly verdict?: string;
  readonly all?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/**
 * `sievekit bridge undo|relearn`: has what was learned and is kept learned once more, as the
 * opposite or as the same.
 *
 * @throws {Failure} when nothing says which, or the spool refuses
 */
export async function teachAgainAll(
  why: 'undo' | 'relearn',
  options: TeachAgainOptions,
  terminal: Terminal,
): Promise<void> {
  const filter = readFilter(options);
  const spool = await findSpool(options);
  try {
    // What has been undone is not undone again: that would be to learn it as before.
    const found = (await listLearned(spool, filter)).filter(
      ({ cause }) => why === 'relearn' || cause !== 'undo',
    );
    show(found, options, terminal);
    if (options.dryRun) return;
    const progress = await startProgress('messages', found.length, terminal);
    for (const [index, message] of found.entries()) {
      await teachAgain(spool, message, why);
      progress.update(index + 1);
    }
    progress.stop();
    terminal.err(`${summary(found.length, why)}\n`);
  } catch (error) {
    if (!isBridgeError(error)) throw error;
    throw new Failure(`${error.message}. Run it as the bridge's user, or as root.`, {
      cause: error,
    });
  }
}

function show(found: readonly Learned[], { json }: TeachAgainOptions, terminal: Terminal): void {
  if (json) terminal.out(showJson(found));
  else for (const message of found) terminal.out(`${describeSpooled(message)}\n`);
}

function summary(count: number, why: 'undo' | 'relearn'): string {
  if (count === 0)
    return 'Nothing that is kept fits. Is "keepDays" set? Only what was learned since is kept.';
  const as = why === 'undo' ? 'as the opposite' : 'once more';
  return `${count} put into the spool, to be learned ${as}; the daemon finds them within 5 seconds.`;
}

function readFilter(options: TeachAgainOptions): LearnedFilter {
  const { user, since, until, verdict, all } = options;
  if (verdict !== undefined && verdict !== 'spam' && verdict !== 'ham')
    throw new Failure(`--verdict is spam or ham, not ${verdict}.`);
  if (!all && [user, since, until, verdict].every((value) => value === undefined))
    throw new Failure('Say which: --user, --since, --until, --verdict, or --all.');
  return {
    user,
    verdict,
    since: since === undefined ? undefined : readTime('--since', since),
    until: until === undefined ? undefined : readTime('--until', until),
  };
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A moment such as `2026-11-21T16:00`, or one that was so long ago: `90m`, `12h`, `3d`. */
function readTime(name: string, value: string): number {
  const [, count, unit = ''] = /^(\d{1,6})([mhd])$/.exec(value) ?? [];
  if (count !== undefined) return Date.now() - Number(count) * (UNITS[unit] ?? 0);
  const time = Date.parse(value);
  if (!Number.isNaN(time)) return time;
  throw new Failure(`${name} ${value} is no moment: write 2026-11-21T16:00, or 90m, 12h, 3d ago.`);
}
