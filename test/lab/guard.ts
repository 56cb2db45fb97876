import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { sourceFolder } from './project.ts';

type Order =
  | { do: 'watch'; session: number }
  /**
   * SIGTERM to the first process; after `grace` milliseconds SIGKILL to all that are left. Without
   * grace SIGKILL at once.
   */
  | { do: 'end'; session: number; grace: number }
  | { do: 'hold'; folder: string; keep: string }
  | { do: 'release'; folder: string };

type Guard = ChildProcessByStdio<Writable, Readable, null>;

let guard: Guard | undefined;
let lastId = 0;
const waiting = new Map<number, () => void>();

function startGuard(): Guard {
  // Its own session: Ctrl-C reaches us, and the guard sees us end.
  const child = spawn(process.execPath, [join(sourceFolder, 'guard.mjs')], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {},
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id } = JSON.parse(line) as { id: number };
    waiting.get(id)?.();
    waiting.delete(id);
    keepAwake();
  });
  child.stdin.on('error', () => {});
  child.unref();
  return child;
}

/** The guard alone keeps nobody from ending; an answer that is waited for does. */
function keepAwake(): void {
  const output = guard?.stdout as unknown as { ref(): void; unref(): void } | undefined;
  const input = guard?.stdin as unknown as { unref(): void } | undefined;
  input?.unref();
  if (waiting.size > 0) output?.ref();
  else output?.unref();
}

/**
 * Tells the guard, a process that outlives us, what is ours: sessions of processes that it shall
 * end and folders that it shall remove when we have ended, in whatever way.
 */
export function tellGuard(order: Order): Promise<void> {
  guard ??= startGuard();
  const id = ++lastId;
  const answered = new Promise<void>((resolve) => waiting.set(id, resolve));
  guard.stdin.write(`${JSON.stringify({ id, ...order })}\n`);
  keepAwake();
  return answered;
}
