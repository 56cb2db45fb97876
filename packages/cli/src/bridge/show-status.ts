import { setTimeout as delay } from 'node:timers/promises';
import type { BridgeReport, SharedStatus } from '@sievekit/rspamd-bridge';
import { readSection } from '../config.ts';
import { Failure } from '../failure.ts';
import { bridgeStatusTime, bridgeWatchTime } from '../limits.ts';
import { showJson } from '../remote/show-name.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `sievekit bridge status`. */
export interface StatusOptions {
  readonly config?: string;
  readonly http?: string;
  readonly json?: boolean;
  readonly watch?: boolean;
}

/**
 * `sievekit bridge status`: asks the running daemon at its `http` address, again and again with
 * `--watch`.
 *
 * @throws {Failure} when there is no address, or nobody answers there
 */
export async function showBridgeStatus(options: StatusOptions, terminal: Terminal): Promise<void> {
  const address = await findAddress(options);
  const show = options.json ? showJson : describeReport;
  for (;;) {
    const text = show(await fetchReport(address));
    terminal.out(options.watch && terminal.screen.out ? clearScreen + text : text);
    if (!options.watch) return;
    await delay(bridgeWatchTime);
  }
}

/** Puts what follows at the top of an empty screen. */
const clearScreen = '\u001b[H\u001b[2J';

async function findAddress({ config, http }: StatusOptions): Promise<string> {
  const address = http ?? (config && (await readSection(config, 'bridge')).settings.http);
  if (typeof address === 'string') return address;
  throw new Failure(
    'The daemon is asked at its http address: give --http HOST:PORT, or --config FILE with "http:" in its section "bridge:".',
  );
}

async function fetchReport(address: string): Promise<BridgeReport> {
  const url = `http://${address}/status`;
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(bridgeStatusTime) });
    if (!answer.ok) throw new Error(`it answered ${answer.status}`);
    return (await answer.json()) as BridgeReport;
  } catch (cause) {
    const reason = cause instanceof Error ? causeOf(cause) : String(cause);
    throw new Failure(
      `No bridge answers on ${url}: ${reason}. Is it running, and is "http" the same there?`,
      { cause },
    );
  }
}

/** What `fetch` says is in the cause of its error. */
function causeOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}

const states = {
  open: 'rspamd takes what is sent',
  'backing-off': 'rspamd does not answer; tried again and again',
  held: 'HELD: rspamd refuses the password; mend the password file',
} as const;

function describeReport(report: BridgeReport): string {
  const { learned, minLearns, rspamd } = report;
  const rows: [string, string][] = [
    ['controller', states[report.state]],
    ['waiting', describeWaiting(report)],
    ['dead letters', describeDead(report.deadLetters)],
    ['learned', `${learned.spam} spam, ${learned.ham} ham since the start`],
    [
      'not learned',
      `${report.already} known already, ${report.skipped} skipped (${report.tooShort} too short), ${report.cancelled} cancelled, ${report.repeated} repeated`,
    ],
    ...(report.shared === null ? [] : [describeShared(report.shared)]),
    ['Bayes in all', rspamd === null ? 'rspamd does not say' : describeBayes(rspamd, minLearns)],
  ];
  return rows.map(([name, value]) => `${name.padEnd(13)} ${value}\n`).join('');
}

function describeWaiting({ waiting, inFlight, oldest, spoolBytes }: BridgeReport): string {
  const since = oldest === null ? '' : `, the oldest since ${oldest}`;
  return `${waiting} (${inFlight} under way, ${spoolBytes} bytes)${since}`;
}

function describeShared(shared: SharedStatus): [string, string] {
  const { up, waiting, active, dead } = shared;
  if (!up) return ['all machines', 'REDIS IS AWAY: the spool keeps what comes'];
  return ['all machines', `${waiting} wait, ${active} under way, ${dead} dead letters`];
}

function describeDead(count: number): string {
  return count === 0 ? '0' : `${count}: see sievekit bridge queue dead`;
}

/** A classifier that has learned much more of one class leans towards it. */
function describeBayes({ spam, ham }: { spam: number; ham: number }, least: number): string {
  const [more, less] = spam > ham ? ['spam', 'ham'] : ['ham', 'spam'];
  const missing = Object.entries({ spam, ham })
    .filter(([, count]) => count < least)
    .map(([name, count]) => `${least - count} more ${name}`);
  const hint =
    missing.length > 0
      ? `; judges nothing before ${missing.join(' and ')} (min_learns ${least})`
      : Math.max(spam, ham) > 10 * Math.min(spam, ham)
        ? `; out of balance: much more ${more} than ${less}`
        : '';
  return `${spam} spam, ${ham} ham${hint}`;
}
