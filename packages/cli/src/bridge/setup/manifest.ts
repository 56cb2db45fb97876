import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { Failure } from '../../failure.ts';
import { reasonOf } from '../../file.ts';

const schema = v.object({
  v: v.literal(1),
  from: v.nullable(v.string()),
  files: v.record(v.string(), v.string()),
});

/** What setup has done. */
export interface Manifest {
  /** The files that it has written, and the SHA-256 of each. */
  readonly files: ReadonlyMap<string, string>;
  /** The configuration of Dovecot 2.3 whose rules it took over. */
  readonly from: string | null;
}

/**
 * Reads what an earlier setup has noted; nothing where there was none.
 *
 * @throws {Failure} when the note cannot be read
 */
export async function readManifest(path: string): Promise<Manifest> {
  const text = await readIfThere(path);
  if (text === null) return { files: new Map(), from: null };
  try {
    const { files, from } = v.parse(schema, JSON.parse(text.toString('utf8')));
    return { files: new Map(Object.entries(files)), from };
  } catch (error) {
    throw new Failure(
      `${path}, in which setup notes what it has written, cannot be read as such. Restore it, or remove what it names and it by hand.`,
      { cause: error },
    );
  }
}

/** The note, to be written. */
export function manifestText({ files, from }: Manifest): string {
  return `${JSON.stringify({ v: 1, from, files: Object.fromEntries(files) }, null, 2)}\n`;
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
