import { open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../error.ts';
import type { SpoolEntry } from './entry.ts';
import { readFileName } from './file-name.ts';
import { readHead } from './head.ts';

/** What stands in `new/` when a daemon starts. */
export interface Recovered {
  /** In the order in which they came. */
  readonly entries: readonly SpoolEntry[];
  /** Files that have a name of ours and cannot be read as a message. */
  readonly broken: readonly { readonly id: string; readonly reason: string }[];
  /** The highest place in the order that is taken. */
  readonly last: number;
}

/** Reads the heads of all that waits. Files with other names are left alone. */
export async function recover(folder: string, headBytes: number): Promise<Recovered> {
  const entries: SpoolEntry[] = [];
  const broken: { id: string; reason: string }[] = [];
  let last = 0;
  for (const id of (await readdir(folder)).sort()) {
    const name = readFileName(id);
    if (name === null) continue;
    last = Math.max(last, name.sequence);
    try {
      entries.push(await readEntry(join(folder, id), id, name.digest, headBytes));
    } catch (error) {
      broken.push({ id, reason: messageOf(error) });
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
  id: string,
  digest: string,
  most: number,
): Promise<SpoolEntry> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const start = Buffer.alloc(Math.min(size, most));
    const { bytesRead } = await file.read(start, 0, start.length, 0);
    const { head, headBytes } = readHead(start.subarray(0, bytesRead));
    return { ...head, id, digest, headBytes, messageBytes: size - headBytes };
  } finally {
    await file.close();
  }
}
