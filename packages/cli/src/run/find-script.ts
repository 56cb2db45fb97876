import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { decodeScript } from '../check/decode-script.ts';

/** Looks for an included script beside the one that is run: `x` or `x.sieve`. */
export function findScriptBeside(path: string): (location: string, name: string) => string | null {
  const folder = dirname(path);
  return (_, name) => {
    if (name.includes('/') || name === '..') return null;
    return readIfThere(join(folder, `${name}.sieve`)) ?? readIfThere(join(folder, name));
  };
}

/**
 * The same for a test file: personal scripts stand in `included`, global ones in `included-global`
 * beside it, else beside it.
 */
export function findScriptForTest(path: string): (location: string, name: string) => string | null {
  const beside = findScriptBeside(path);
  return (location, name) => {
    const folder = location === 'global' ? 'included-global' : 'included';
    return (
      findScriptBeside(join(dirname(path), folder, '-'))(location, name) ?? beside(location, name)
    );
  };
}

/** The text of a script; null where there is no such file. */
export function readIfThere(path: string): string | null {
  try {
    return decodeScript(readFileSync(path), path).text;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null;
    throw error;
  }
}
