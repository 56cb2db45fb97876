import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { labFolder } from './project.ts';

/** Where the packages are unpacked; a link when others may not enter the project's folder. */
export const packageLink: string = join(labFolder, 'root');

/** The unpacked tree itself. */
export function packageRoot(): string {
  return realpathSync(packageLink);
}

function multiarchFolders(root: string): string[] {
  return ['lib', 'usr/lib'].flatMap((lib) => {
    const folder = join(root, lib);
    if (!existsSync(folder)) return [];
    const names = readdirSync(folder).filter((name) => name.includes('-linux-gnu'));
    return [folder, ...names.map((name) => join(folder, name))];
  });
}

/** The value of LD_LIBRARY_PATH for programs of the tree; `own` are folders below `usr/lib`. */
export function libraryPath(root: string, ...own: string[]): string {
  return [...own.map((name) => join(root, 'usr/lib', name)), ...multiarchFolders(root)].join(':');
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
