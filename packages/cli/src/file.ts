import { readFile, stat } from 'node:fs/promises';
import { Failure } from './failure.ts';
import { maxFileBytes } from './limits.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  EISDIR: 'it is a folder, not a file',
  ENOTDIR: 'a part of its path is not a folder',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
};

/**
 * Reads a file that a person named.
 *
 * @throws {Failure} a sentence that names the file and the reason
 */
export async function readNamedFile(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > maxFileBytes) throw tooLarge(path);
    return await readFile(path);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`Cannot read ${path}: ${reasonOf(error)}.`, { cause: error });
  }
}

/**
 * Reads a stream to its end, up to {@link maxFileBytes}.
 *
 * @throws {Failure} when it is larger
 */
export async function readStream(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxFileBytes) throw tooLarge('standard input');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(what: string): Failure {
  return new Failure(`Cannot read ${what}: it is over 16 MiB.`);
}

/** The reason of a file system error in plain words. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
