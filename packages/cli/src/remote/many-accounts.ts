import {
  type Client,
  forEachAccount,
  isManageSieveError,
  type Journal,
  type ManageSieveError,
  openJournal,
  type Rest,
} from '@sievekit/managesieve';
import { type ExitCode, Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { type Account, openAccount, type RemoteOptions } from './account.ts';
import { interruptible } from './interrupt.ts';
import { startProgress } from './progress.ts';
import { showJson, showName } from './show-name.ts';
import { readUserList } from './user-list.ts';

/** Options of commands that work on one account or on many. */
export interface ManyOptions extends RemoteOptions {
  /** File with the users, one a line, to work on as an administrator. */
  readonly users?: string;
  /** Log in as `user<separator>admin`, instead of by authzid. */
  readonly masterSeparator?: string;
  readonly connections?: string;
  readonly resume?: boolean;
}

/** What became of one user: `ok`, and what the work has to tell. */
export type UserLine = { readonly user: string; readonly ok: boolean } & Readonly<
  Record<string, unknown>
>;

/** What is done with each account. */
export interface Task {
  readonly name: 'backup' | 'restore';
  /** The folder of all backups. */
  readonly folder: string;
  readonly work: (
    client: Client,
    user: string,
    reconnect: () => Promise<Client>,
  ) => Promise<UserLine | Rest<UserLine>>;
  /** A line for people. */
  readonly describe: (line: UserLine) => string;
}

/**
 * Does something with the account itself, or with each user of a file, several at a time; a line a
 * user, as JSON where that is asked for.
 *
 * @returns 1 when it failed for a user
 */
export async function forAccounts(
  task: Task,
  url: string,
  options: ManyOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (task.folder.includes('://')) {
    throw new Failure(
      `The folder comes first, then the account: ${task.name} FOLDER ${task.folder}`,
    );
  }
  const connections = readConnections(options.connections);
  const listed = options.users === undefined ? null : await readUserList(options.users);
  const account = await openAccount(url, options, terminal);
  const logIn = (client: Client, user: string): Promise<void> =>
    account.logIn(client, listed === null ? {} : nameUser(account, user, options));
  const users = listed ?? [account.owner];
  const whom = (user: string): string | undefined =>
    listed === null ? undefined : nameUser(account, user, options).authzid;
  const journal = listed === null ? null : await openTaskJournal(task, options);
  const waiting = users.filter((user) => !journal?.done.has(user));
  if (waiting.length < users.length) {
    terminal.err(`${users.length - waiting.length} of ${users.length} are done already.\n`);
  }
  const progress = await startProgress('accounts', users.length, terminal);
  let done = users.length - waiting.length;
  let failed = 0;
  let finished = false;
  const tell = async (line: UserLine): Promise<void> => {
    if (!line.ok) failed++;
    await journal?.append(line);
    if (options.json) terminal.out(showJson(line));
    else if (!line.ok || listed === null) terminal.out(`${showName(task.describe(line))}\n`);
    progress.update(++done);
  };
  try {
    await interruptible((signal) =>
      forEachAccount<UserLine>({
        users: waiting,
        ...connections,
        signal,
        open: account.open,
        logIn,
        work: (client, user) =>
          task.work(client, user, async () => {
            const fresh = await account.open();
            await logIn(fresh, user);
            return fresh;
          }),
        onDone: (user, outcome) =>
          tell(
            outcome.ok
              ? outcome.result
              : { user, ok: false, ...explainError(outcome.error, account, whom(user)) },
          ),
      }),
    );
    finished = true;
  } catch (error) {
    throw explainStop(error, account, listed === null ? '' : sayHowToGoOn(task));
  } finally {
    progress.stop();
    await journal?.close(finished);
  }
  if (listed !== null) terminal.err(summarize(users.length, failed));
  return failed === 0 ? 0 : 1;
}

function readConnections(text: string | undefined): { connections?: number } {
  if (text === undefined) return {};
  if (/^[1-9]\d{0,2}$/.test(text)) return { connections: Number(text) };
  throw new Failure(`--connections ${text} is not a number from 1 to 999.`);
}

function nameUser(
  { username }: Account,
  user: string,
  { masterSeparator }: ManyOptions,
): { username?: string; authzid?: string } {
  return masterSeparator === undefined
    ? { authzid: user }
    : { username: `${user}${masterSeparator}${username}` };
}

function explainError(
  error: ManageSieveError,
  account: Account,
  whom: string | undefined,
): { code: string; error: string } {
  const said = error.code === 'storage' ? error.message : account.explain(error, whom);
  return { code: error.code, error: said };
}

function sayHowToGoOn({ name }: Task): string {
  return ` What is done is kept; --resume goes on with the ${name} from there.`;
}

function explainStop(error: unknown, account: Account, how: string): unknown {
  if (isManageSieveError(error)) {
    return new Failure(`${account.explain(error)}${how}`, { cause: error });
  }
  const isStop = error instanceof Error && error.name === 'AbortError';
  return isStop ? new Failure(`Stopped.${how}`, { cause: error }) : error;
}

async function openTaskJournal(
  { name, folder }: Task,
  { resume = false }: ManyOptions,
): Promise<Journal> {
  try {
    return await openJournal(folder, { task: name, resume });
  } catch (error) {
    if (!isManageSieveError(error)) throw error;
    throw new Failure(error.message, { cause: error });
  }
}

function summarize(all: number, failed: number): string {
  return failed === 0 ? `${all} accounts, all well.\n` : `${all} accounts, ${failed} failed.\n`;
}
