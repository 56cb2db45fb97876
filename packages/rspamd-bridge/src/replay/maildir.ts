import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BridgeError, messageOf, systemCode } from '../error.ts';
import type { Verdict } from '../learning.ts';
import type { ReplayMessage } from './message.ts';

/** `<time>.<anything>`, then `:2,` and flags; Dovecot's `S=` is the size. */
const TIME = /^(\d{9,11})\./;
const FLAGS = /[:;!]2,([A-Za-z]*)$/;

/**
 * The messages of a folder in Maildir's format, those marked for deletion left out.
 *
 * @throws BridgeError `config` when the folder is none
 */
export async function listMaildir(folder: string, verdict: Verdict): Promise<ReplayMessage[]> {
  const found: ReplayMessage[] = [];
  for (const part of ['cur', 'new']) {
    for (const name of await list(folder, part)) {
      if (FLAGS.exec(name)?.[1]?.includes('T')) continue;
      found.push(await describe(join(folder, part), name, verdict));
    }
  }
  return found;
}

async function list(folder: string, part: string): Promise<string[]> {
  try {
    return (await readdir(join(folder, part))).filter((name) => !name.startsWith('.'));
  } catch (cause) {
    throw new BridgeError(
      'config',
      `${folder} is no folder in Maildir's format, with cur and new in it: ${messageOf(cause)}`,
      { cause },
    );
  }
}

async function describe(folder: string, name: string, verdict: Verdict): Promise<ReplayMessage> {
  const base = name.replace(FLAGS, '');
  const seconds = TIME.exec(name)?.[1];
  const time =
    seconds === undefined
      ? ((await stat(join(folder, name)).catch(ignoreMissing))?.mtimeMs ?? 0)
      : Number(seconds) * 1000;
  return { key: base, verdict, time, open: () => openFile(folder, name, base) };
}

/** A mail that was read meanwhile is called otherwise: by its new flags, and in `cur`. */
async function openFile(
  folder: string,
  name: string,
  base: string,
): ReturnType<ReplayMessage['open']> {
  const current = join(folder, '../cur');
  for (const path of [join(folder, name), join(current, name)]) {
    const found = await tryOpen(path);
    if (found !== null) return found;
  }
  const other = (await readdir(current)).find((file) => file.replace(FLAGS, '') === base);
  return other === undefined ? null : tryOpen(join(current, other));
}

async function tryOpen(path: string): ReturnType<ReplayMessage['open']> {
  const file = await open(path, 'r').catch(ignoreMissing);
  if (!file) return null;
  const found = await file.stat();
  if (!found.isFile()) {
    await file.close();
    return null;
  }
  return { body: file.createReadStream({ end: Math.max(0, found.size - 1) }), bytes: found.size };
}

function ignoreMissing(error: unknown): undefined {
  if (systemCode(error) !== 'ENOENT') throw error;
}
