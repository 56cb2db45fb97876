import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tellGuard } from './guard.ts';
import type { RunFolder } from './run-folder.ts';

/** A running server of the lab. */
export interface Server {
  /** The path of its log. */
  readonly log: string;
  /** The end of its log, for messages. */
  logTail(): string;
  /** Ends its processes and keeps everything else, so that `resume` can start it again. */
  halt(): Promise<void>;
  /** As `halt`, by SIGKILL: whatever it was doing stays as it is. */
  kill(): Promise<void>;
  /** Starts it again on the same ports with the same data. */
  resume(): Promise<void>;
  /** Ends its processes and removes its folder; logs stay in `.lab/logs`. */
  stop(): Promise<void>;
}

export interface ServerCommand {
  name: string;
  run: RunFolder;
  program: string;
  args: readonly string[];
  env: Record<string, string>;
  /** The server's own log; what it prints goes to `<name>.out` in the run folder. */
  log?: string;
  /** Resolves once it serves. */
  ready(hint: () => string): Promise<unknown>;
}

const tailLength = 3_000;
// Milliseconds for an orderly end: much where the data will be used again, little where not.
const haltGrace = 5_000;
const stopGrace = 150;

function tail(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(-tailLength);
  } catch {
    return '';
  }
}

function launch({ name, run, program, args, env }: ServerCommand, output: string) {
  const file = openSync(output, 'a');
  const { account } = run;
  const child = spawn(program, args, {
    cwd: run.path,
    env,
    // A session of its own: by it the guard finds every process that comes of it.
    detached: true,
    stdio: ['ignore', file, file],
    ...(account.change ? { uid: account.uid, gid: account.gid } : {}),
  });
  closeSync(file);
  if (child.pid !== undefined) void tellGuard({ do: 'watch', session: child.pid });
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`${name} ended: ${signal ?? code}`)));
  });
  ended.catch(() => {});
  child.unref();
  return { session: child.pid, ended };
}

/** Starts a server as the lab's account and waits until it serves. */
export async function startServer(command: ServerCommand): Promise<Server> {
  const { name, run } = command;
  const output = join(run.path, `${name}.out`);
  const log = command.log ?? output;
  const logTail = () => [...new Set([output, log])].map(tail).join('\n').trim();
  let session: number | undefined;
  const end = async (grace: number): Promise<void> => {
    if (session !== undefined) await tellGuard({ do: 'end', session, grace });
    session = undefined;
  };
  const server: Server = {
    log,
    logTail,
    halt: () => end(haltGrace),
    kill: () => end(0),
    async resume() {
      if (session !== undefined) return;
      const launched = launch(command, output);
      session = launched.session;
      try {
        await Promise.race([command.ready(logTail), launched.ended]);
      } catch (cause) {
        const text = `${name} does not start: ${(cause as Error).message}\n${logTail()}`;
        await server.stop();
        throw new Error(text, { cause });
      }
    },
    async stop() {
      await end(stopGrace);
      await run.release();
    },
  };
  await server.resume();
  return server;
}
