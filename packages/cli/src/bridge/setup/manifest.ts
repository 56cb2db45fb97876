import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { Failure } from '../../failure.ts';
import { reasonOf } from '../../file.ts';

const schema = v.object({ v: v.literal(1), files: v.record(v.string(), v.string()) });

/** The files that setup has written, and the SHA-256 of each. */
export type Manifest = ReadonlyMap<string, string>;

/**
 * Reads what an earlier setup has noted; nothing where there was none.
 *
 * @throws {Failure} when the note cannot be read
 */
export async function readManifest(path: string): Promise<Manifest> {
  const text = await readIfThere(path);
  if (text === null) return new Map();
  try {
    return new Map(Object.entries(v.parse(schema, JSON.parse(text.toString('utf8'))).files));
  } catch (error) {
    throw new Failure(
      `${path}, in which setup notes what it has written, cannot be read as such. Restore it, or remove what it names and it by hand.`,
      { cause: error },
    );
  }
}

/** The note, to be written. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify({ v: 1, files: Object.fromEntries(manifest) }, null, 2)}\n`;
}

/** SHA-256 in hex. */
export function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * The content of a file; null where none is.
 *
 * @throws {Failure} when it is there and cannot be read
 */
export async function readIfThere(path: string): Promise<Buffer | null> {
  return await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new Failure(`Cannot read ${path}: ${reasonOf(error)}. Run it as root.`, { cause: error });
  });
}
