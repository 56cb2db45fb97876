import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { link, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createNetServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../lab/wait.ts';
import { handOver } from './bridge-client.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const daemon = fileURLToPath(new URL('bridge-daemon.mjs', import.meta.url));

describe('a bridge that is killed', () => {
  let folder: string;
  let socket: string;
  let controller: Server;
  /** Every body that the controller took, in order. */
  let received: string[];
  /** What each body was learned as last. */
  let learnedAs: Map<string, string>;
  let child: ChildProcess | null = null;
  let isUp = true;

  beforeAll(async () => {
    // The child runs what is built: make sure that it is what stands in src.
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    await promisify(execFile)(process.execPath, [compiler, '-b', 'packages/rspamd-bridge'], {
      cwd: root,
    });
  });
  beforeEach(async () => {
    folder = await mkdtemp('/tmp/sk-kill-');
    socket = join(folder, 'learn.sock');
    received = [];
    learnedAs = new Map();
    isUp = true;
    controller = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        if (isUp) received.push(body);
        if (isUp) learnedAs.set(body, request.url?.replace('/learn', '') ?? '');
        response.statusCode = isUp ? 200 : 500;
        response.end('{"success":true}');
      });
    }).listen(0, '127.0.0.1');
    await once(controller, 'listening');
  });
  afterEach(async () => {
    await kill();
    controller.closeAllConnections();
    controller.close();
    await rm(folder, { recursive: true });
  });

  async function start(prefix: readonly string[] = [], settle = 0, fd?: number): Promise<void> {
    const address = controller.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const command = [
      ...prefix,
      process.execPath,
      daemon,
      socket,
      join(folder, 'spool'),
      url,
      `${settle}`,
    ];
    const [program = '', ...args] = command;
    child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit', fd] });
    const [line] = await Promise.race([
      once(child.stdout as NodeJS.ReadableStream, 'data'),
      once(child, 'exit').then(([code]) => [`ended with ${code}`]),
    ]);
    expect(String(line)).toMatch(/^READY /);
  }

  async function kill(): Promise<void> {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  const waiting = () => readdir(join(folder, 'spool/new'));
  const bodyOf = (number: number) =>
    `Subject: ${number}\r\n\r\n${'x'.repeat((number * 7919) % 60_000)}`;

  it('has kept every message that it had answered + for, and none by half', {
    timeout: 60_000,
  }, async () => {
    isUp = false;
    const promised = new Set<string>();
    const offered = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      await start();
      const sending = Array.from({ length: 25 }, async (_, at) => {
        const body = bodyOf(round * 25 + at);
        offered.add(body);
        const reply = await handOver(socket, {
          user: 'alice',
          verdict: 'spam',
          message: body,
        }).catch(() => '');
        if (reply === '+\n') promised.add(body);
      });
      await delay(Math.random() * 60);
      await kill();
      await Promise.all(sending);
    }
    expect(promised.size).toBeGreaterThan(0);
    expect(promised.size).toBeLessThan(offered.size);

    isUp = true;
    await start();
    await waitFor('an empty spool', async () => (await waiting()).length === 0, {
      timeout: 20_000,
    });
    expect(await readdir(join(folder, 'spool/tmp'))).toEqual([]);
    expect(await readdir(join(folder, 'spool/dead'))).toEqual([]);
    expect(new Set(received).size).toBe(received.length);
    expect([...promised].filter((body) => !received.includes(body))).toEqual([]);
    expect(received.filter((body) => !offered.has(body))).toEqual([]);
  });

  it('sends again at most what was under way', async () => {
    isUp = false;
    await start();
    for (let number = 0; number < 40; number += 1) {
      await handOver(socket, { user: 'alice', verdict: 'ham', message: bodyOf(number) });
    }
    isUp = true;
    await waitFor('some learned', () => received.length > 5);
    await kill();
    await start();
    await waitFor('an empty spool', async () => (await waiting()).length === 0);
    expect(new Set(received).size).toBe(40);
    expect(received.length).toBeLessThanOrEqual(44); // four at once
  });

  it('learns each message as it was meant last, though it is killed while moves undo each other', {
    timeout: 30_000,
  }, async () => {
    const meant = new Map<string, string[]>();
    let next = 0;
    for (let round = 0; round < 4; round += 1) {
      await start([], 1);
      const sending = Array.from({ length: 10 }, async () => {
        const body = bodyOf(next++);
        const verdicts: string[] = [];
        meant.set(body, verdicts);
        for (const verdict of (['spam', 'ham', 'spam'] as const).slice(0, 1 + (next % 3))) {
          const sent = handOver(socket, { user: 'alice', verdict, message: body });
          if ((await sent.catch(() => '')) !== '+\n') return verdicts.push('unknown');
          verdicts.push(verdict);
          if (next % 5 === 0) await delay(1100); // one that was sent before the next came
        }
        return null;
      });
      await delay(Math.random() * 1500);
      await kill();
      await Promise.all(sending);
    }
    await start([], 1);
    await waitFor('an empty spool', async () => (await waiting()).length === 0);
    const wrong = [...meant].filter(([body, verdicts]) => {
      if (verdicts.includes('unknown')) return false;
      const last = learnedAs.get(body) ?? null;
      return verdicts.length === 2 ? last === 'spam' : last !== verdicts.at(-1);
    });
    expect(wrong.map(([, verdicts]) => verdicts)).toEqual([]);
  });

  it('serves the socket that systemd has opened, and leaves it there when it ends', async () => {
    const opened = createNetServer();
    await new Promise<void>((resolve) => opened.listen(socket, resolve));
    const { fd } = (opened as unknown as { _handle: { fd: number } })._handle;
    const address = socket;
    socket = 'systemd';
    await start(['sh', '-c', 'LISTEN_FDS=1 LISTEN_PID=$$ exec "$@"', 'sh'], 0, fd);
    socket = address;
    // Ours would take connections too; its end removes the file.
    await link(socket, `${socket}.kept`);
    await new Promise((resolve) => opened.close(resolve));
    await rename(`${socket}.kept`, socket);
    expect(await handOver(socket, { user: 'alice', verdict: 'spam', message: 'x' })).toBe('+\n');
    await waitFor('it is learned', () => received.length === 1);
    child?.kill('SIGTERM');
    await once(child as ChildProcess, 'exit');
    expect((await stat(socket)).isSocket()).toBe(true);
  });

  it('answers - while no more can be written, and goes on afterwards', async () => {
    // The system's limit on the size of a file stands in for a full disk: writes fail in the same place.
    await start(['sh', '-c', 'ulimit -f 400; exec "$@"', 'sh']);
    const large = 'x'.repeat(1_000_000);
    expect(await handOver(socket, { user: 'alice', verdict: 'spam', message: large })).toBe('-\n');
    expect(await readdir(join(folder, 'spool/tmp'))).toEqual([]);
    expect(await handOver(socket, { user: 'alice', verdict: 'spam', message: 'small' })).toBe(
      '+\n',
    );
    await waitFor('the small one', () => received.length === 1);
  });
});
