import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../error.ts';
import type { BridgeLimits } from '../limits.ts';

/** What a cleaning has found and done. */
export interface Cleaned {
  /** Bytes that stand in `dead/` and `incoming/` now. */
  readonly aside: number;
  /** Dead letters that were too old, by their ids. */
  readonly dead: readonly string[];
  /** How many halves of messages in `incoming/` were removed. */
  readonly halves: number;
  /** How many of those kept for undo were removed, being too old or too many. */
  readonly kept: number;
}

type Limits = Pick<BridgeLimits, 'deadAgeMs' | 'keepAgeMs' | 'keepBytes' | 'halfAgeMs'>;

/** Removes what is too old, and counts the rest. What is removed meanwhile is no error. */
export async function cleanSpool(
  folder: string,
  limits: Limits,
  now: number = Date.now(),
): Promise<Cleaned> {
  const dead = await sweep(join(folder, 'dead'), (file) => now - file.time > limits.deadAgeMs);
  const incoming = await sweep(
    join(folder, 'incoming'),
    ({ name, time }) => !name.endsWith('.msg') && now - time > limits.halfAgeMs,
  );
  const learned = join(folder, 'learned');
  const kept = await sweep(learned, (file) => now - file.time > limits.keepAgeMs);
  const tooMany = await removeOldest(learned, kept.left, limits.keepBytes);
  return {
    aside: sizeOf(dead.left) + sizeOf(incoming.left),
    dead: dead.removed.filter((name) => !name.endsWith('.json')),
    halves: incoming.removed.length,
    kept: kept.removed.length + tooMany,
  };
}

interface File {
  readonly name: string;
  readonly size: number;
  /** When it was put there, or written; milliseconds since 1970. */
  readonly time: number;
}

async function sweep(
  folder: string,
  isTooOld: (file: File) => boolean,
): Promise<{ left: File[]; removed: string[] }> {
  const [left, removed]: [File[], string[]] = [[], []];
  for (const name of await readdir(folder).catch(none)) {
    const found = await stat(join(folder, name)).catch(ignoreMissing);
    if (!found?.isFile()) continue;
    // A rename changes ctime alone: a dead letter is as old as its death.
    const file = { name, size: found.size, time: found.ctimeMs };
    if (!isTooOld(file)) {
      left.push(file);
      continue;
    }
    await unlink(join(folder, name)).catch(ignoreMissing);
    removed.push(name);
  }
  return { left, removed };
}

/** Names sort in the order in which the messages came. */
async function removeOldest(folder: string, files: readonly File[], most: number): Promise<number> {
  let [bytes, count] = [sizeOf(files), 0];
  for (const { name, size } of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (bytes <= most) break;
    await unlink(join(folder, name)).catch(ignoreMissing);
    bytes -= size;
    count += 1;
  }
  return count;
}

function sizeOf(files: readonly File[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

function none(error: unknown): string[] {
  ignoreMissing(error);
  return [];
}

function ignoreMissing(error: unknown): undefined {
  if (systemCode(error) !== 'ENOENT') throw error;
}
