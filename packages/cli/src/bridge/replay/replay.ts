import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  type BridgeConfig,
  bridgeConfigSchema,
  chooseMessages,
  isBridgeError,
  listMaildir,
  type ReplayMessage,
  type ReplayResult,
  replayMessages,
} from '@sievekit/rspamd-bridge';
import { checkSettings, readSection } from '../../config.ts';
import { Failure } from '../../failure.ts';
import { startProgress } from '../../remote/progress.ts';
import type { Terminal } from '../../terminal.ts';
import type { ImapSource } from './imap-source.ts';
import { type Journal, openJournal } from './journal.ts';

/** Options of `sievekit bridge replay`, as they were typed. */
export interface ReplayCommandOptions {
  readonly config?: string;
  readonly rspamd?: readonly string[];
  readonly passwordFile?: string;
  readonly user?: string;
  readonly spam?: readonly string[];
  readonly ham?: readonly string[];
  readonly imap?: string;
  readonly imapPasswordFile?: string;
  readonly ratio?: string;
  readonly limit?: string;
  readonly rate?: string;
  readonly resume?: string;
  readonly dryRun?: boolean;
}

/**
 * `sievekit bridge replay`: has rspamd learn what lies in the folders of a user already.
 *
 * @throws {Failure} when something is missing, or a folder or the controller refuses
 */
export async function replayFolders(
  options: ReplayCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const source = options.imap === undefined ? null : await openImap(options.imap, options);
  try {
    const messages = await listAll(options, source);
    const journal = await openJournal(options.resume && resolve(options.resume));
    const ratio = readNumber('--ratio', options.ratio ?? '1', 0, 1000);
    const chosen = chooseMessages(
      messages,
      {
        ratio,
        limit:
          options.limit === undefined ? undefined : readNumber('--limit', options.limit, 1, 1e9),
      },
      ({ key }) => journal.has(key),
    );
    terminal.out(describeChoice(messages, chosen));
    if (ratio > 0) terminal.err(explainBalance(messages));
    if (!options.dryRun) await learn(chosen, journal, options, terminal);
  } catch (error) {
    if (!isBridgeError(error)) throw error;
    throw new Failure(error.message, { cause: error });
  } finally {
    await source?.close();
  }
}

/** Of one class alone the balance leaves nothing. */
function explainBalance(messages: readonly ReplayMessage[]): string {
  const [verdict, ...others] = new Set(messages.map((message) => message.verdict));
  if (verdict === undefined || others.length > 0) return '';
  const missing = verdict === 'spam' ? 'ham' : 'spam';
  return `There is no ${missing} to balance the ${verdict}: give --${missing} FOLDER too, or --ratio 0 for all.\n`;
}

async function listAll(
  { spam = [], ham = [] }: ReplayCommandOptions,
  source: ImapSource | null,
): Promise<ReplayMessage[]> {
  if (spam.length + ham.length === 0)
    throw new Failure(
      'Which folders? Give --spam FOLDER and --ham FOLDER, each as often as needed.',
    );
  const both = spam.find((folder) => ham.includes(folder));
  if (both !== undefined) throw new Failure(`${both} cannot be both: spam and ham.`);
  const list = source?.list ?? listMaildir;
  const found: ReplayMessage[] = [];
  for (const [verdict, folders] of [
    ['spam', spam],
    ['ham', ham],
  ] as const) {
    for (const folder of folders) found.push(...(await list(folder, verdict)));
  }
  return found;
}

async function learn(
  messages: readonly ReplayMessage[],
  journal: Journal,
  options: ReplayCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const settings = await readSettings(options);
  const rate = readNumber('--rate', options.rate ?? '20', 1, 10_000);
  const counts = new Map<ReplayResult, number>();
  const progress = await startProgress('messages', messages.length, terminal);
  let done = 0;
  let said = '';
  try {
    await replayMessages(messages, {
      ...settings,
      ...{ user: findUser(options), rate, concurrency: Math.min(settings.concurrency ?? 4, rate) },
      async onResult({ key }, result) {
        counts.set(result, (counts.get(result) ?? 0) + 1);
        progress.update(++done);
        await journal.add(key);
      },
      onWait(reason) {
        if (reason !== said) terminal.err(`rspamd does not take it, trying again: ${reason}\n`);
        said = reason;
      },
    });
  } finally {
    progress.stop();
    const rows = [...counts].map(([result, count]) => `${count} ${NAMES[result]}`);
    terminal.out(`${rows.length === 0 ? 'nothing done' : rows.join(', ')}\n`);
  }
}

const NAMES: Readonly<Record<ReplayResult, string>> = {
  learned: 'learned',
  already: 'known already',
  skipped: 'skipped (too short, or sure already)',
  refused: 'refused',
  gone: 'gone meanwhile',
  'too-large': 'too large',
};

function describeChoice(all: readonly ReplayMessage[], chosen: readonly ReplayMessage[]): string {
  const count = (list: readonly ReplayMessage[], wanted: ReplayMessage['verdict']): number =>
    list.filter(({ verdict }) => verdict === wanted).length;
  return (['spam', 'ham'] as const)
    .map((verdict) => `${verdict}: ${count(chosen, verdict)} of ${count(all, verdict)}\n`)
    .join('');
}

/** Those of the bridge; where the daemon listens and spools does not matter here. */
async function readSettings(options: ReplayCommandOptions): Promise<BridgeConfig> {
  const { config, rspamd, passwordFile } = options;
  const section = config === undefined ? null : await readSection(config, 'bridge');
  if (section === null && rspamd === undefined)
    throw new Failure('Where is rspamd? Give --rspamd URL, or --config FILE.');
  const typed = {
    ...(rspamd !== undefined && { rspamd }),
    ...(passwordFile !== undefined && { passwordFile: resolve(passwordFile) }),
  };
  const settings = { socket: 'systemd', spool: '/', ...section?.settings, ...typed };
  return checkSettings(bridgeConfigSchema, settings, section);
}

function findUser({ user, imap }: ReplayCommandOptions): string {
  const found = user ?? (imap === undefined ? '' : decodeURIComponent(new URL(imap).username));
  if (found !== '' && !/\p{Cc}/u.test(found)) return found;
  throw new Failure('Whose mail is it? Give --user NAME, as Dovecot names the account.');
}

async function openImap(address: string, options: ReplayCommandOptions): Promise<ImapSource> {
  const { imapPasswordFile } = options;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^imaps?:$/.test(url.protocol) || url.hostname === '' || url.password !== '')
    throw new Failure(
      '--imap is an address without a password, such as imaps://alice@mail.example.org.',
    );
  if (imapPasswordFile === undefined)
    throw new Failure('--imap needs --imap-password-file FILE, whose first line is the password.');
  const text = await readFile(imapPasswordFile, 'utf8').catch((cause: unknown) => {
    throw new Failure(`The password of --imap cannot be read: ${String(cause)}`, { cause });
  });
  const { openImapSource } = await import('./imap-source.ts');
  const password = text.split('\n', 1)[0]?.replace(/\r$/, '') ?? '';
  const user = decodeURIComponent(url.username) || findUser(options);
  return openImapSource({ url, user, password });
}

function readNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most)
    return value;
  throw new Failure(`${name} is a whole number from ${least} to ${most}.`);
}
