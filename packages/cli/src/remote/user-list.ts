import { Failure } from '../failure.ts';
import { readNamedFile } from '../file.ts';

/**
 * Reads a file of users, one a line; empty lines and those that begin with `#` are left out, and
 * so is who stands there again.
 *
 * @throws {Failure} when there are none
 */
export async function readUserList(path: string): Promise<string[]> {
  const text = new TextDecoder().decode(await readNamedFile(path));
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const users = new Set(lines.filter((line) => line !== '' && !line.startsWith('#')));
  if (users.size === 0) throw new Failure(`${path} names no users; it has one a line.`);
  return [...users];
}
