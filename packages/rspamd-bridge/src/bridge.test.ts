import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bridge, startBridge } from './bridge.ts';
import type { BridgeConfig } from './config.ts';
import type { BridgeLimits } from './limits.ts';
import type { BridgeLogger } from './log.ts';
import { emergencySpoolerUrl } from './sieve-script.ts';

const head =
  'VERSION\tscript\t4\t0\nenv_USER=alice\n-\nv=1\nverdict=spam\ncause=copy\nto=Junk\nfrom=INBOX\n\n';

let folder: string;
let socketPath: string;
let controller: Server;
let bridge: Bridge | null;
let lines: { text: string; code?: string; reason?: string }[];
let learned: string[];

beforeEach(async () => {
  folder = await mkdtemp('/tmp/sk-bridge-');
  socketPath = join(folder, 'learn.sock');
  lines = [];
  learned = [];
  controller = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      learned.push(body);
      response.end('{"success":true}');
    });
  }).listen(0, '127.0.0.1');
  await once(controller, 'listening');
});
afterEach(async () => {
  await bridge?.close();
  bridge = null;
  controller.close();
  await rm(folder, { recursive: true });
});

async function start(
  limits: Partial<BridgeLimits> = {},
  more: Partial<BridgeConfig> = {},
): Promise<Bridge> {
  const write = (fields: object, text: string): void => void lines.push({ ...fields, text });
  const logger = { info: write, warn: write, error: write } as unknown as BridgeLogger;
  const address = controller.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const rspamd = new URL(`http://127.0.0.1:${port}`);
  const config = { socket: socketPath, spool: join(folder, 'spool'), rspamd, settle: 0, ...more };
  bridge = await startBridge(config, { logger, limits: { lingerMs: 50, closeMs: 100, ...limits } });
  return bridge;
}

async function open(): Promise<{ socket: Socket; reply: Promise<string> }> {
  const socket = connect({ path: socketPath });
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => {});
  await once(socket, 'connect');
  return { socket, reply: once(socket, 'close').then(() => text) };
}

async function send(bytes: string): Promise<string> {
  const { socket, reply } = await open();
  socket.end(bytes);
  return reply;
}

const refusals = () => lines.filter(({ text }) => text === 'refused').map(({ code }) => code);
const spooled = async () => [
  ...(await readdir(join(folder, 'spool/tmp'))),
  ...(await readdir(join(folder, 'spool/new'))),
];

describe('startBridge', () => {
  it('answers +, and hands the message on as it came', async () => {
    await start();
    const message = 'Subject: x\r\n\r\n\0\x01\n.\r\n\r\n';
    expect(await send(head + message)).toBe('+\n');
    await vi.waitFor(() => expect(learned).toEqual([message]));
    await vi.waitFor(async () => expect(await spooled()).toEqual([]));
    expect(bridge?.status()).toMatchObject({ learned: { spam: 1 }, connections: 0, waiting: 0 });
  });

  it('takes what comes a byte at a time', async () => {
    await start();
    const { socket, reply } = await open();
    for (const byte of `${head}x`) {
      socket.write(byte);
      await delay(0);
    }
    socket.end();
    expect(await reply).toBe('+\n');
  });

  it('keeps silent for a peer that wants no answer', async () => {
    await start();
    expect(await send(`${head.replace('\n-\n', '\nnoreply\n')}x`)).toBe('');
    await vi.waitFor(() => expect(learned).toEqual(['x']));
  });

  it.each([
    ['no VERSION', 'GET / HTTP/1.1\r\n\r\n', 'protocol'],
    ['no user', `${head.replace('env_USER=alice\n', '')}x`, 'protocol'],
    ['an unknown verdict', `${head.replace('spam', 'eggs')}x`, 'protocol'],
    ['nothing at all', '', 'protocol'],
    ['half a header', head.slice(0, 40), 'protocol'],
    ['an endless header', `${head.slice(0, -1)}${'x=y\n'.repeat(100_000)}`, 'limit'],
    ['an endless line', `VERSION\tscript\t4\t0\nenv_X=${'x'.repeat(1_000_000)}`, 'limit'],
    ['a message that is too large', `${head}${'x'.repeat(3_000_000)}`, 'limit'],
  ])('answers - to %s, and keeps nothing', async (_what, bytes, code) => {
    await start({ messageBytes: 1_000_000 });
    expect(await send(bytes)).toBe('-\n');
    expect(refusals()).toEqual([code]);
    expect(await spooled()).toEqual([]);
  });

  it('takes a message of exactly the size that is allowed', async () => {
    await start({ messageBytes: 1000 });
    expect(await send(head + 'x'.repeat(1000))).toBe('+\n');
    expect(await send(head + 'x'.repeat(1001))).toBe('-\n');
  });

  it('keeps nothing of a peer that vanishes in the middle of its message', async () => {
    await start();
    const { socket } = await open();
    socket.write(`${head}half of a mess`);
    await vi.waitFor(async () => expect(await spooled()).toHaveLength(1));
    socket.destroy();
    await vi.waitFor(() => expect(refusals()).toEqual(['gone']));
    expect(await spooled()).toEqual([]);
  });

  it('hangs up after silence, and on what takes too long', async () => {
    // Longer than a busy machine may keep the peer from writing.
    await start({ idleMs: 500, connectionMs: 1500 });
    const [silent, slow] = [await open(), await open()];
    silent.socket.write(head);
    // What is written after the daemon has hung up is refused.
    slow.socket.on('error', () => {});
    const timer = setInterval(() => slow.socket.write('x'), 20);
    slow.socket.write(head);
    await Promise.all([silent.reply, slow.reply]);
    clearInterval(timer);
    await vi.waitFor(() =>
      expect(lines.flatMap(({ reason }) => reason ?? [])).toEqual([
        'nothing came for 500 ms',
        'not done after 1500 ms',
      ]),
    );
    expect(await spooled()).toEqual([]);
  });

  it('hangs up on a peer that goes on talking after it was refused', async () => {
    await start({ lingerMs: 50 });
    const socket = connect({ path: socketPath, allowHalfOpen: true });
    let reply = '';
    socket.on('data', (chunk) => {
      reply += chunk;
    });
    socket.on('error', () => {});
    const timer = setInterval(() => socket.write('GET / HTTP/1.1\r\n'), 10);
    await vi.waitFor(() => expect(refusals()).toEqual(['protocol']));
    await vi.waitFor(() => expect(bridge?.status().connections).toBe(0));
    clearInterval(timer);
    socket.destroy();
    expect(reply).toBe('-\n');
  });

  it('answers - at once to more connections than it serves', async () => {
    await start({ connections: 2 });
    const held = [await open(), await open()];
    await vi.waitFor(() => expect(bridge?.status().connections).toBe(2));
    expect(await send(`${head}x`)).toBe('-\n');
    for (const { socket } of held) socket.destroy();
    await vi.waitFor(() => expect(bridge?.status().connections).toBe(0));
    expect(await send(`${head}x`)).toBe('+\n');
  });

  it('lets a message settle, and learns nothing of one that is moved there and back', async () => {
    await start({}, { settle: 1 });
    expect(await send(`${head}there and back`)).toBe('+\n');
    expect(await send(`${head}there`)).toBe('+\n');
    expect(await send(`${head.replace('=spam', '=ham')}there and back`)).toBe('+\n');
    expect(bridge?.status()).toMatchObject({ waiting: 1, cancelled: 2 });
    expect(learned).toEqual([]);
    await vi.waitFor(() => expect(learned).toEqual(['there']), { timeout: 2000 });
    await vi.waitFor(async () => expect(await spooled()).toEqual([]));
  });

  it('learns a dead letter that somebody has moved back, and takes no more than fits', async () => {
    await start({ lookMs: 20, spoolBytes: 1000 }, { quota: 1 });
    for (const text of ['one', 'two']) expect(await send(head + text)).toBe('+\n');
    expect(await send(head + 'x'.repeat(1000))).toBe('-\n');
    await vi.waitFor(() => expect(bridge?.status()).toMatchObject({ dead: 1, waiting: 0 }));
    const names = await readdir(join(folder, 'spool/dead'));
    const id = names.find((name) => !name.endsWith('.json')) ?? '';
    await bridge?.close();
    await start({ lookMs: 20 });
    await rename(join(folder, 'spool/dead', id), join(folder, 'spool/new', id));
    await vi.waitFor(() => expect(learned).toHaveLength(2));
  });

  it('counts dead letters among what the spool may hold', async () => {
    await start({ cleanMs: 20, spoolBytes: 2000 }, { quota: 1 });
    expect(await send(`${head}x`)).toBe('+\n');
    expect(await send(head + 'x'.repeat(1500))).toBe('+\n'); // over the quota: a dead letter
    await vi.waitFor(() => expect(bridge?.status()).toMatchObject({ dead: 1, waiting: 0 }));
    await delay(50);
    expect(await send(head + 'y'.repeat(500))).toBe('-\n');
    await rm(join(folder, 'spool/dead'), { recursive: true });
    await vi.waitFor(async () => expect(await send(head + 'y'.repeat(500))).toBe('+\n'));
  });

  it('learns what the emergency spooler has kept, in its order, and cancels as ever', async () => {
    await start();
    await bridge?.close();
    const run = async (verdict: string, message: string): Promise<void> => {
      const script = join(folder, 'spooler');
      const text = await readFile(emergencySpoolerUrl, 'utf8');
      await writeFile(script, text.replace('/var/spool/sievekit', join(folder, 'spool')));
      const args = ['v=1', `verdict=${verdict}`, 'cause=copy', 'to=a\tb\x01c', 'from=INBOX'];
      const child = execFile('/bin/sh', [script, ...args], { env: { USER: 'alice' } });
      child.stdin?.end(message);
      expect((await once(child, 'exit'))[0]).toBe(0);
    };
    await run('spam', 'Subject: x\r\n\r\nkept\0\n');
    await run('spam', 'there and back');
    await run('ham', 'there and back');
    await writeFile(join(folder, 'spool/incoming/1.msg'), 'not a request');
    await writeFile(join(folder, 'spool/incoming/1.half'), 'half of one');
    await symlink('/etc/passwd', join(folder, 'spool/incoming/0.msg'));
    await start({}, { settle: 1 });
    await vi.waitFor(() => expect(learned).toEqual(['Subject: x\r\n\r\nkept\0\n']), {
      timeout: 3000,
    });
    expect(await readdir(join(folder, 'spool/incoming'))).toEqual(['0.msg', '1.half']);
    expect(await readdir(join(folder, 'spool/dead'))).toEqual(['1.msg', '1.msg.json']);
    expect(bridge?.status().cancelled).toBe(2);
  });

  it('fails loudly where the emergency spooler cannot keep a message', async () => {
    const script = fileURLToPath(emergencySpoolerUrl);
    const child = execFile('/bin/sh', [script, 'v=1'], { env: { USER: 'alice' } });
    child.stdin?.on('error', () => {});
    child.stdin?.end('x');
    expect((await once(child, 'exit'))[0]).not.toBe(0);
  });

  it('opens the spool for the group as far as the emergency spooler needs it', async () => {
    await start({}, { socketGroup: process.getgid?.() });
    const modes = ['.', 'incoming', 'new', 'dead', 'tmp'].map(
      async (path) => (await stat(join(folder, 'spool', path))).mode & 0o7777,
    );
    expect(await Promise.all(modes)).toEqual([0o710, 0o3770, 0o700, 0o700, 0o700]);
  });

  it('closes the spool again where no group is configured any more', async () => {
    await start({}, { socketGroup: process.getgid?.() });
    await bridge?.close();
    await start();
    const modes = ['.', 'incoming'].map(
      async (path) => (await stat(join(folder, 'spool', path))).mode & 0o777,
    );
    expect(await Promise.all(modes)).toEqual([0o700, 0o700]);
  });

  it('tells those who watch', async () => {
    const running = await start({ messageBytes: 100 }, { http: '127.0.0.1:0', minLearns: 300 });
    const get = async (path: string, method = 'GET'): Promise<[number, string]> => {
      const answer = await fetch(`http://127.0.0.1:${running.httpPort}${path}`, { method });
      return [answer.status, await answer.text()];
    };
    await send(`${head}x`);
    await send(head + 'x'.repeat(200));
    await vi.waitFor(() => expect(running.status().waiting).toBe(0));
    expect(await get('/healthz')).toEqual([200, '{"spool":"ok"}\n']);
    expect(await get('/readyz')).toEqual([200, '{"spool":"ok","controller":"open"}\n']);
    expect(JSON.parse((await get('/status'))[1])).toMatchObject({
      learned: { spam: 1, ham: 0 },
      deadLetters: 0,
      rspamd: null,
      minLearns: 300,
    });
    const [, metrics] = await get('/metrics');
    for (const line of [
      'sievekit_bridge_answers_total{outcome="learned",status="200"} 1',
      'sievekit_bridge_refused_total{code="limit"} 1',
      'sievekit_bridge_messages_total{result="learned_spam"} 1',
      'sievekit_bridge_queue_messages 0',
      'sievekit_bridge_state{state="open"} 1',
      'sievekit_bridge_accept_seconds_count 1',
      'sievekit_bridge_learn_seconds_count 1',
    ])
      expect(metrics.split('\n')).toContain(line);
    expect((await get('/nothing'))[0]).toBe(404);
    expect((await get('/constructor'))[0]).toBe(404);
    expect((await get('/status', 'POST'))[0]).toBe(405);
    await rm(join(folder, 'spool/tmp'), { recursive: true });
    expect((await get('/healthz'))[0]).toBe(503);
    expect((await get('/readyz'))[0]).toBe(503);
  });

  it('is alive, but not ready, while the controller is away', async () => {
    const running = await start({}, { http: '127.0.0.1:0' });
    await new Promise((resolve) => controller.close(resolve));
    await send(`${head}x`);
    await vi.waitFor(() => expect(running.status().state).toBe('backing-off'));
    const status = async (path: string): Promise<number> =>
      (await fetch(`http://127.0.0.1:${running.httpPort}${path}`)).status;
    expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503]);
  });

  it('cancels what an earlier daemon had taken', async () => {
    await start({}, { settle: 3600 });
    await send(`${head}x`);
    await bridge?.close();
    await start({}, { settle: 3600 });
    expect(await send(`${head.replace('=spam', '=ham')}x`)).toBe('+\n');
    await vi.waitFor(async () => expect(await spooled()).toEqual([]));
    expect(bridge?.status()).toMatchObject({ waiting: 0, cancelled: 2 });
  });

  it('answers - and says so when the disk refuses', async () => {
    await start();
    await rm(join(folder, 'spool/tmp'), { recursive: true });
    expect(await send(`${head}x`)).toBe('-\n');
    expect(refusals()).toEqual(['spool']);
  });

  it('serves a hundred at once', async () => {
    await start();
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, at) => send(`${head}message ${at}`)),
    );
    expect(new Set(replies)).toEqual(new Set(['+\n']));
    await vi.waitFor(() => expect(learned).toHaveLength(100), { timeout: 5000 });
  });

  it('serves through a symbolic link, as Dovecot comes', async () => {
    await start();
    await symlink(socketPath, join(folder, 'link'));
    socketPath = join(folder, 'link');
    expect(await send(`${head}x`)).toBe('+\n');
    socketPath = join(folder, 'learn.sock');
  });

  it('opens a socket for owner and group alone, and removes it when it is closed', async () => {
    await start();
    expect((await stat(socketPath)).mode & 0o777).toBe(0o660);
    await bridge?.close();
    await expect(stat(socketPath)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('cuts what does not end when it is closed', async () => {
    const running = await start();
    const { socket, reply } = await open();
    socket.write(head);
    await vi.waitFor(() => expect(running.status().connections).toBe(1));
    await Promise.all([running.close(), running.close(), reply]);
    expect(await spooled()).toEqual([]);
  });

  it('leaves another daemon alone, and gives the spool back', async () => {
    const first = await start();
    await expect(start()).rejects.toMatchObject({ code: 'in-use' });
    await first.close();
    await start();
    expect(await send(`${head}x`)).toBe('+\n');
  });

  it.each([
    [{ socket: 'learn.sock' }, 'config'],
    [{ passwordFile: '/nonexistent/password' }, 'password'],
    [{ socket: '/nonexistent/learn.sock' }, 'socket'],
    [{ socketGroup: 'no-such-group' }, 'config'],
  ])('does not start with %j, and leaves nothing locked', async (wrong, code) => {
    const rspamd = new URL('http://127.0.0.1:1');
    const config = { socket: socketPath, spool: join(folder, 'spool'), rspamd };
    await expect(startBridge({ ...config, ...wrong })).rejects.toMatchObject({ code });
    await start();
  });

  it('does not start over a socket file that is something else', async () => {
    await writeFile(socketPath, 'precious');
    await expect(start()).rejects.toMatchObject({ code: 'socket' });
  });
});
