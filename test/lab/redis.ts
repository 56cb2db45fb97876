import { join } from 'node:path';
import { freePort, greeting, waitForGreeting } from './port.ts';
import { serverEnvironment } from './program.ts';
import { createRunFolder } from './run-folder.ts';
import { type Server, startServer } from './server.ts';
import { renderTemplate } from './template.ts';

export interface Redis extends Server {
  readonly port: number;
}

/** Reads fields of a hash; what is not there is `null`. Values without blanks alone. */
export async function readHash(
  port: number,
  key: string,
  ...fields: string[]
): Promise<(string | null)[]> {
  const reply = await greeting(port, `HMGET ${key} ${fields.join(' ')}\r\n`);
  const values = [...reply.matchAll(/\$(-1|\d+)(?:\r\n([^\r$]+))?\r\n/g)];
  if (values.length !== fields.length) throw new Error(`Redis: ${JSON.stringify(reply)}`);
  return values.map(([, length, value]) => (length === '-1' ? null : (value ?? '')));
}

/** What differs from a Redis that keeps everything in memory. */
export interface RedisOptions {
  /** What it has answered for outlives `kill` and `halt`. */
  durable?: boolean;
}

/** Starts a Redis on loopback that keeps everything in memory. */
export async function startRedis({ durable = false }: RedisOptions = {}): Promise<Redis> {
  const run = await createRunFolder('redis');
  const port = await freePort();
  const config = run.file(
    'redis.conf',
    renderTemplate('redis.conf', {
      PORT: port,
      RUN: run.path,
      APPEND_ONLY: durable ? 'yes' : 'no',
    }),
  );
  const server = await startServer({
    name: 'redis',
    run,
    program: join(run.packages, 'usr/bin/redis-server'),
    args: [config],
    env: serverEnvironment(run.packages),
    log: join(run.path, 'redis.log'),
    ready: (hint) => waitForGreeting(port, /^\+PONG/, { send: 'PING\r\n', hint }),
  });
  return { ...server, port };
}
