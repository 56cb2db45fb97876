import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package-lock.json'))) return folder;
    if (dirname(folder) === folder) throw new Error(`no package-lock.json above ${from}`);
  }
}

/** The project's root: the folder of package-lock.json, the same from sources and from .build. */
export const projectRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)));

/** The lab's own folder, git-ignored: packages, apt's lists, kept logs. */
export const labFolder: string = join(projectRoot, '.lab');

/** The lab's files that are not compiled: templates and the guard. */
export const sourceFolder: string = join(projectRoot, 'test', 'lab');
