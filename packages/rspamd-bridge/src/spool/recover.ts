import { type FileHandle, open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, systemCode } from '../error.ts';
import type { SpoolEntry } from './entry.ts';
import { readFileName, type SpoolFileName } from './file-name.ts';
import { readHead } from './head.ts';

/** A file that cannot be read, what the message would be called, and why. */
export interface BrokenFile {
  readonly file: string;
  readonly id: string;
  readonly reason: string;
}

/** What stands in `new/` when a daemon starts. */
export interface Recovered {
  /** In the order in which they came. */
  readonly entries: readonly SpoolEntry[];
  /** Files that have a name of ours and cannot be read as a message. */
  readonly broken: readonly BrokenFile[];
  /** The highest place in the order that is taken. */
  readonly last: number;
}

/** Reads the heads of all that waits and is not known. Files with other names are left alone. */
export async function recover(
  folder: string,
  headBytes: number,
  isKnown: (id: string) => boolean = () => false,
): Promise<Recovered> {
  const entries: SpoolEntry[] = [];
  const broken: BrokenFile[] = [];
  let last = 0;
  const scratch = Buffer.alloc(USUAL);
  for (const file of (await readdir(folder)).sort()) {
    const name = readFileName(file);
    if (name === null || isKnown(name.id)) continue;
    last = Math.max(last, name.sequence);
    try {
      entries.push(await readEntry(join(folder, file), name, headBytes, scratch));
    } catch (error) {
      if (systemCode(error) === 'ENOENT') continue; // removed in this moment
      broken.push({ file, id: name.id, reason: messageOf(error) });
    }
  }
  return { entries, broken, last };
}

/** Removes what a killed daemon had begun: nobody was told that it was safe. */
export async function clearUnfinished(folder: string): Promise<number> {
  const names = await readdir(folder);
  for (const name of names) await unlink(join(folder, name));
  return names.length;
}

async function readEntry(
  path: string,
  { id, digest, tried }: SpoolFileName,
  most: number,
  scratch: Buffer,
): Promise<SpoolEntry> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const start = await readStart(file, Math.min(size, most), scratch);
    const { head, headBytes } = readHead(start);
    return { ...head, id, digest, tried, headBytes, messageBytes: size - headBytes };
  } finally {
    await file.close();
  }
}

/** Few heads are longer; ten thousand messages may wait. */
const USUAL = 1024;

/** Up to `most` bytes; where the first line ends early, not all of them. Good until the next call. */
async function readStart(file: FileHandle, most: number, scratch: Buffer): Promise<Buffer> {
  const { bytesRead } = await file.read(scratch, 0, Math.min(USUAL, most), 0);
  const read = scratch.subarray(0, bytesRead);
  if (most <= USUAL || read.includes('\n')) return read;
  const whole = Buffer.alloc(most);
  return whole.subarray(0, (await file.read(whole, 0, most, 0)).bytesRead);
}
