import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isManageSieveError, ManageSieveError } from '../error.ts';
import { isMissing, makeFolder } from '../server/store/durable.ts';

/** What is written of one user. */
export type JournalEntry = { readonly user: string; readonly ok: boolean } & Readonly<
  Record<string, unknown>
>;

/**
 * What a run over many accounts has done so far, a line of JSON a user, so that it can go on where
 * it was killed. A user stands in it only after all of that user is on the disk.
 */
export class Journal {
  readonly #file: FileHandle;
  readonly #done: ReadonlySet<string>;

  /** For `openJournal`. */
  constructor(file: FileHandle, done: ReadonlySet<string>) {
    this.#file = file;
    this.#done = done;
  }

  /** Users that an interrupted run has done well. */
  get done(): ReadonlySet<string> {
    return this.#done;
  }

  /** Writes down what became of a user. */
  async append(entry: JournalEntry): Promise<void> {
    await this.#file.appendFile(`${JSON.stringify(entry)}\n`);
  }

  /** Ends the run: with `finished` there is nothing to go on with. */
  async close(finished: boolean): Promise<void> {
    if (finished) await this.#file.appendFile(`${JSON.stringify({ finished: true })}\n`);
    await this.#file.sync();
    await this.#file.close();
  }
}

/** How to open a journal. */
export interface JournalOptions {
  /** What the run does; another one cannot be gone on with. */
  readonly task: 'backup' | 'restore';
  /** Go on with a run that was interrupted. Default: begin anew. */
  readonly resume?: boolean;
}

/**
 * Opens the journal of a folder of backups, `<task>.journal`.
 *
 * @throws ManageSieveError `storage`
 */
export async function openJournal(
  folder: string,
  { task, resume = false }: JournalOptions,
): Promise<Journal> {
  const path = join(folder, `${task}.journal`);
  try {
    await makeFolder(folder);
    const { done, text } = resume
      ? readDone(await readIfThere(path))
      : { done: new Set<string>(), text: '' };
    const file = await open(path, done.size > 0 ? 'a' : 'w', 0o600);
    // A line that was cut off shall not spoil the next one.
    if (done.size > 0 && !text.endsWith('\n')) await file.appendFile('\n');
    return new Journal(file, done);
  } catch (error) {
    if (isManageSieveError(error)) throw error;
    const { message } = error as Error;
    throw new ManageSieveError('storage', `${path} cannot be written: ${message}`, {
      cause: error,
    });
  }
}

function readDone(text: string): { done: Set<string>; text: string } {
  const done = new Set<string>();
  for (const line of text.split('\n')) {
    const entry = parseLine(line);
    if (entry.finished === true) return { done: new Set(), text: '' };
    if (entry.ok === true && typeof entry.user === 'string') done.add(entry.user);
  }
  return { done, text };
}

function parseLine(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return '';
    throw error;
  }
}
