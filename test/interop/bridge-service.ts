import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { tellGuard } from '../lab/guard.ts';
import { waitFor } from '../lab/wait.ts';

const daemon = fileURLToPath(new URL('bridge-daemon.mjs', import.meta.url));

/** The bridge as a system would run it: a daemon that ends begins anew. */
export interface BridgeService {
  /** The daemon that runs now. */
  pid(): number;
  /** Ends it by SIGKILL; the next one begins at once. */
  kill(): void;
  /** How often one has begun to listen. */
  starts(): number;
  /** The most memory that the daemon that runs now has ever held, bytes. */
  peak(): Promise<number>;
  stop(): Promise<void>;
}

export interface BridgeServiceOptions {
  socket: string;
  spool: string;
  rspamd: string;
  settle?: number;
  /** More of the configuration, and `limits`. */
  more?: Record<string, unknown>;
}

const supervisor = 'while :; do "$@"; done'; // as systemd does with Restart=always

/** Starts it. */
export async function startBridgeService(options: BridgeServiceOptions): Promise<BridgeService> {
  const { socket, spool, rspamd, settle = 0, more = {} } = options;
  const args = [daemon, socket, spool, rspamd, `${settle}`, JSON.stringify(more)];
  const child = spawn('sh', ['-c', supervisor, 'sh', process.execPath, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true, // a session, by which the guard finds all of it
  });
  const session = child.pid as number;
  await tellGuard({ do: 'watch', session });
  return await watch(child, session);
}

async function watch(child: ChildProcess, session: number): Promise<BridgeService> {
  let pid = 0;
  let starts = 0;
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
    pid = Number(line.replace('READY ', ''));
    starts += 1;
  });
  await waitFor('a bridge that listens', () => starts > 0);
  return {
    pid: () => pid,
    kill: () => void process.kill(pid, 'SIGKILL'),
    starts: () => starts,
    async peak() {
      const status = await readFile(`/proc/${pid}/status`, 'utf8');
      return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
    },
    stop: () => tellGuard({ do: 'end', session, grace: 0 }),
  };
}
