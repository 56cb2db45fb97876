import { readFile, readlink } from 'node:fs/promises';

/** A process: its number, and what tells it from others that have that number. */
interface Holder {
  readonly pid: number;
  /** When it was started, in ticks since the machine was. */
  readonly started: string;
  /** This run of the machine, and the space in which the number holds. */
  readonly boot: string;
  readonly space: string;
}

/** Where the system does not say. */
const none = '-';

let own: Promise<string> | undefined;

/** This process, in words that `isGone` understands. */
export function nameHolder(): Promise<string> {
  own ??= describe();
  return own;
}

/**
 * Whether a process has ended; `unknown` where it cannot be told, as of one in another container,
 * or on a system that does not say when a process was started.
 */
export async function isGone(name: string): Promise<boolean | 'unknown'> {
  const holder = parse(name);
  if (holder === null) return 'unknown';
  const us = parse(await nameHolder());
  if (holder.boot !== us?.boot) return true;
  if (holder.space !== us.space) return 'unknown';
  if (!isRunning(holder.pid)) return true;
  if (holder.started === none) return holder.pid === us.pid ? false : 'unknown';
  return (await readStart(holder.pid)) !== holder.started;
}

async function describe(): Promise<string> {
  const boot = await read(() => readFile('/proc/sys/kernel/random/boot_id', 'utf8'));
  const space = await read(() => readlink('/proc/self/ns/pid'));
  return `pid ${process.pid} ${await readStart(process.pid)} ${boot} ${space}`;
}

function parse(name: string): Holder | null {
  const found = /^pid (\d+) (\S+) (\S+) (\S+)/.exec(name);
  if (found === null) return null;
  const [, pid, started = none, boot = none, space = none] = found;
  return { pid: Number(pid), started, boot, space };
}

/** The 22nd field of the process's state; the second may have blanks and brackets in it. */
async function readStart(pid: number): Promise<string> {
  const state = await read(() => readFile(`/proc/${pid}/stat`, 'utf8'));
  return state.slice(state.lastIndexOf(')') + 2).split(' ')[19] ?? none;
}

async function read(from: () => Promise<string>): Promise<string> {
  return await from().then(
    (text) => text.trim() || none,
    () => none,
  );
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
