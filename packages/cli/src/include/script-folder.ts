import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findIncludes, limits, type NamedScript, parse } from '@sievekit/parser';

/** Reads a file of the folder by its name; null where it is none, or no script by its size. */
export type ReadBeside = (file: string) => string | null;

/** Reads the files of a folder on disk. */
export function folderOnDisk(folder: string): ReadBeside {
  return (file) => {
    const path = join(folder, file);
    try {
      const stats = statSync(path);
      return stats.isFile() && stats.size <= limits.scriptLength
        ? readFileSync(path, 'utf8')
        : null;
    } catch {
      return null;
    }
  };
}

/**
 * The scripts, and those that they include from the same folder, at any depth: `include "x"` means
 * the file `x.sieve` or `x`. At most {@link limits.includedScripts}; never a file of another folder.
 */
export function gatherScripts(scripts: readonly NamedScript[], read: ReadBeside): NamedScript[] {
  const all = [...scripts];
  const known = new Set(all.map(({ name }) => bare(name)));
  for (let index = 0; index < all.length; index++) {
    const current = all[index];
    if (current === undefined) break;
    for (const { name, location } of findIncludes(current.script)) {
      if (all.length >= limits.includedScripts) return all;
      if (location === 'global' || known.has(bare(name)) || /^$|^\.|[/\\\0]/.test(name)) continue;
      known.add(bare(name));
      const text = read(`${bare(name)}.sieve`) ?? read(name);
      if (text !== null) all.push({ name, script: parse(text).script });
    }
  }
  return all;
}

function bare(name: string): string {
  return name.replace(/\.sieve$/, '');
}
