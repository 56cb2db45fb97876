import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Dovecot } from '../dovecot/ask-dovecot.ts';
import { globalScripts, imapsieveRules } from '../dovecot/imapsieve-rule.ts';
import { Failure } from '../failure.ts';

/**
 * The folder that Dovecot reads global scripts from: the named one, else the only one.
 *
 * @throws {Failure} when there are several, or none
 */
export async function findTarget(to: string | undefined, dovecot: Dovecot): Promise<string> {
  if (to !== undefined) return resolve(to);
  const folders = await readFolders(dovecot);
  const [only] = folders;
  if (only !== undefined && folders.length === 1) return only;
  throw new Failure(
    folders.length === 0
      ? 'Dovecot reads no global scripts yet. Say where they go: --to FOLDER.'
      : `Dovecot reads global scripts from ${folders.join(' and ')}. Say which: --to FOLDER.`,
  );
}

/** All folders that it reads from, but for the one that belongs to `bridge setup`. */
export async function readFolders(dovecot: Dovecot): Promise<readonly string[]> {
  const rules = imapsieveRules(dovecot).flatMap(({ before, after }) => [before, after]);
  const paths = [...globalScripts(dovecot).map(({ path }) => path), ...rules];
  const found = new Set<string>();
  for (const path of paths.filter((one) => one.startsWith('/'))) {
    const isFolder = await stat(path).then(
      (entry) => entry.isDirectory(),
      () => !path.endsWith('.sieve'),
    );
    found.add(isFolder ? path.replace(/\/+$/, '') : dirname(path));
  }
  return [...found].filter((folder) => !folder.endsWith('/dovecot/sievekit'));
}
