import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { labFolder } from './project.ts';

/**
 * A folder of unpacked packages: `root` those of the system's own release, which use its C library;
 * `trixie` those of Debian 13, with theirs.
 */
export type Tree = 'root' | 'trixie';

/** Where packages are unpacked; a link when others may not enter the project's folder. */
export const packageLink = (tree: Tree = 'root'): string => join(labFolder, tree);

/** The unpacked tree itself, or where it would be: a browser of the system's needs none. */
export function packageRoot(tree: Tree = 'root'): string {
  const link = packageLink(tree);
  return existsSync(link) ? realpathSync(link) : link;
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

const loaders = ['lib64/ld-linux-x86-64.so.2', 'lib/ld-linux-aarch64.so.1'];

/**
 * The loader of a tree that has a C library of its own, as programs name it (`/lib64/…`), and where
 * it is; null where programs use the system's.
 */
export function ownLoader(root: string): { named: string; path: string } | null {
  const found = loaders.find((name) => existsSync(join(root, 'usr', name)));
  return found === undefined ? null : { named: `/${found}`, path: join(root, 'usr', found) };
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
