import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure } from '../failure.ts';
import { reasonOf } from '../file.ts';
import { maxConfigDepth, maxConfigFiles } from '../limits.ts';
import { type ConfigSection, parseConfig } from './config-tree.ts';

/**
 * Reads a configuration of Dovecot without Dovecot: a main file with what it includes, or what
 * `doveconf -n` printed once.
 *
 * @throws {Failure} when a file cannot be read, or there are too many
 */
export async function readOldConfig(path: string): Promise<ConfigSection> {
  let files = 0;
  async function read(file: string, depth: number): Promise<string> {
    files += 1;
    if (files > maxConfigFiles || depth > maxConfigDepth)
      throw new Failure(`${path} includes too many files: one may include itself.`);
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      throw new Failure(`Cannot read ${file}: ${reasonOf(error)}.`, { cause: error });
    });
    const lines: string[] = [];
    for (const line of text.split('\n')) {
      const [, pattern] = /^\s*!include(?:_try)?\s+(.*\S)/.exec(line) ?? [];
      if (pattern === undefined) lines.push(line);
      else for (const one of await expand(file, pattern)) lines.push(await read(one, depth + 1));
    }
    return lines.join('\n');
  }
  return parseConfig(await read(path, 0));
}

/** `*` and `?` stand in the last part of the path alone, as everybody writes it. */
async function expand(file: string, pattern: string): Promise<readonly string[]> {
  const path = resolve(dirname(file), pattern);
  const folder = dirname(path);
  const name = basename(path)
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const names = await readdir(folder).catch(() => []);
  const fits = new RegExp(`^${name}$`);
  return names
    .filter((one) => fits.test(one))
    .sort()
    .map((one) => join(folder, one));
}
