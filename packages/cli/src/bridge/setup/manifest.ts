import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { Failure } from '../../failure.ts';
import { reasonOf } from '../../file.ts';

/** Options and answers that hold the next time, too. */
export interface Remembered {
  readonly rspamd?: string | undefined;
  readonly passwordFile?: string | undefined;
  readonly group?: string | undefined;
  readonly keywords?: boolean | undefined;
  readonly spamScript?: boolean | undefined;
  readonly http?: string | undefined;
  readonly command?: string | undefined;
  readonly from?: string | undefined;
}

const remembered: v.GenericSchema<Remembered> = v.object({
  rspamd: v.optional(v.string()),
  passwordFile: v.optional(v.string()),
  group: v.optional(v.string()),
  keywords: v.optional(v.boolean()),
  spamScript: v.optional(v.boolean()),
  http: v.optional(v.string()),
  command: v.optional(v.string()),
  from: v.optional(v.string()),
});

const schema = v.object({
  v: v.literal(1),
  options: remembered,
  files: v.record(v.string(), v.string()),
});

/** What setup has done. */
export interface Manifest {
  /** The files that it has written, and the SHA-256 of each. */
  readonly files: ReadonlyMap<string, string>;
  readonly options: Remembered;
}

/**
 * Reads what an earlier setup has noted; nothing where there was none.
 *
 * @throws {Failure} when the note cannot be read
 */
export async function readManifest(path: string): Promise<Manifest> {
  const text = await readIfThere(path);
  if (text === null) return { files: new Map(), options: {} };
  try {
    const { files, options } = v.parse(schema, JSON.parse(text.toString('utf8')));
    return { files: new Map(Object.entries(files)), options };
  } catch (error) {
    throw new Failure(
      `${path}, in which setup notes what it has written, cannot be read as such. Restore it, or remove what it names and it by hand.`,
      { cause: error },
    );
  }
}

/** The note, to be written. */
export function manifestText({ files, options }: Manifest): string {
  return `${JSON.stringify({ v: 1, options, files: Object.fromEntries(files) }, null, 2)}\n`;
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
