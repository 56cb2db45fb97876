import { appendFile, readFile } from 'node:fs/promises';
import { Failure } from '../../failure.ts';

/** What was learned by an earlier run, in a file of one line a message. */
export interface Journal {
  has(key: string): boolean;
  add(key: string): Promise<void>;
}

/**
 * Reads the file where it is there; without a path nothing is remembered.
 *
 * @throws {Failure} when it cannot be read
 */
export async function openJournal(path: string | undefined): Promise<Journal> {
  const done = new Set<string>();
  if (path === undefined) return { has: () => false, add: async () => {} };
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(`The journal cannot be read: ${reason}`, { cause: error });
  });
  for (const line of text.split('\n')) if (line !== '') done.add(line);
  return {
    has: (key) => done.has(key),
    add: (key) => appendFile(path, `${key}\n`, { mode: 0o600 }),
  };
}
