import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { labFolder } from './project.ts';

/** Where the packages are unpacked; a link when others may not enter the project's folder. */
export const packageLink: string = join(labFolder, 'root');

/** The unpacked tree itself, or where it would be: a browser of the system's needs none. */
export function packageRoot(): string {
  return existsSync(packageLink) ? realpathSync(packageLink) : packageLink;
}

function subfolders(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
}

const holdsLibraries = (folder: string): boolean =>
  readdirSync(folder).some((name) => /^lib.*\.so/.test(name));

/** Where libraries lie: Debian's folders for the machine's kind, and private ones one below. */
function libraryFolders(root: string): string[] {
  const bases = ['lib', 'usr/lib']
    .map((name) => join(root, name))
    .filter((base) => existsSync(base));
  const machine = bases.flatMap(subfolders).filter((folder) => folder.includes('-linux-gnu'));
  const own = machine.flatMap(subfolders).filter(holdsLibraries);
  return [...bases, ...machine, ...own];
}

/** The value of LD_LIBRARY_PATH for programs of the tree; `own` are folders below `usr/lib`. */
export function libraryPath(root: string, ...own: string[]): string {
  return [...own.map((name) => join(root, 'usr/lib', name)), ...libraryFolders(root)].join(':');
}

/** The environment of a server: nothing of ours but what it needs. */
export function serverEnvironment(root: string, ...own: string[]): Record<string, string> {
  return {
    PATH: `${join(root, 'usr/bin')}:${join(root, 'usr/sbin')}:/usr/bin:/bin`,
    LD_LIBRARY_PATH: libraryPath(root, ...own),
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
  };
}
