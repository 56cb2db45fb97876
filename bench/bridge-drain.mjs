import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { end, startBridge, waitUntilEmpty } from './bridge-hook.mjs';
import { letter } from './bridge-letter.mjs';
import { interleave } from './median.mjs';

/**
 * Messages a second.
 *
 * @typedef {{ concurrency: number, ours: number, bare: number }} Drain
 * @typedef {{ waiting: number, bytes: number }} Memory
 * @typedef {import('../test/lab/rspamd.ts').Rspamd} Rspamd
 */

const concurrency = 4;
const messages = 300;
const waiting = 10_000;
const later = 3600;

/**
 * How fast a spool that is full is learned, beside a program that has its messages in memory and
 * only sends them.
 *
 * @param {Rspamd} rspamd
 * @returns {Promise<Drain>}
 */
export async function measureDrain(rspamd) {
  const times = await interleave(
    [
      { name: 'ours', run: () => drainOurs(rspamd) },
      { name: 'bare', run: () => drainBare(rspamd) },
    ],
    5,
  );
  const rate = (/** @type {string} */ name) => (1000 * messages) / (times.get(name) ?? Number.NaN);
  return { concurrency, ours: rate('ours'), bare: rate('bare') };
}

/**
 * What the daemon holds, once so many messages wait, and once it was started with them.
 *
 * @param {Rspamd} rspamd
 * @returns {Promise<Memory>}
 */
export async function measureMemory(rspamd) {
  return await withFolder(async ({ socket, spool }) => {
    const daemon = await startBridge({ socket, spool, rspamd, settle: later });
    await fill(socket, waiting);
    const before = await residentOf(daemon.pid);
    await end(daemon);
    const next = await startBridge({ socket, spool, rspamd, settle: later });
    const after = await residentOf(next.pid);
    await end(next);
    return { waiting, bytes: Math.max(before, after) };
  });
}

/** @param {Rspamd} rspamd */
async function drainOurs(rspamd) {
  return await withFolder(async ({ socket, spool }) => {
    const filling = await startBridge({ socket, spool, rspamd, settle: later });
    await fill(socket, messages);
    await end(filling);
    const daemon = await startBridge({ socket, spool, rspamd, settle: 0 });
    const start = performance.now();
    await waitUntilEmpty(join(spool, 'new'));
    const ms = performance.now() - start;
    await end(daemon);
    return ms;
  });
}

/** @param {Rspamd} rspamd */
async function drainBare(rspamd) {
  const password = (await readFile(rspamd.passwordFile, 'utf8')).trim();
  const bodies = Array.from({ length: messages }, letter);
  const agent = new Agent({ keepAlive: false });
  const start = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
        await learn(agent, rspamd.controllerPort, password, body);
      }
    }),
  );
  return performance.now() - start;
}

/**
 * @param {Agent} agent
 * @param {number} port
 * @param {string} Password
 * @param {string} body
 */
function learn(agent, port, Password, body) {
  return new Promise((/** @type {(value: void) => void} */ resolve, reject) => {
    const headers = { Password, Connection: 'close', 'Content-Length': Buffer.byteLength(body) };
    const options = { agent, port, host: '127.0.0.1', path: '/learnspam', headers };
    const sent = request({ ...options, method: 'POST' }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`status ${answer.statusCode}`));
      answer.resume().once('end', () => resolve());
    });
    sent.once('error', reject).end(body);
  });
}

/**
 * Hands so many messages over.
 *
 * @param {string} socket
 * @param {number} count
 */
async function fill(socket, count) {
  let left = count;
  await Promise.all(
    Array.from({ length: 64 }, async () => {
      while (left-- > 0) await handOver(socket);
    }),
  );
}

/** @param {string} path */
function handOver(path) {
  const head = [
    ...['VERSION\tscript\t4\t0', 'env_USER=alice', '-', 'v=1', 'verdict=spam', 'cause=copy'],
    ...['to=Junk', 'from=INBOX', '', ''],
  ];
  return new Promise((/** @type {(value: void) => void} */ resolve, reject) => {
    const socket = connect(path);
    let reply = '';
    socket.on('data', (chunk) => {
      reply += String(chunk);
    });
    socket.once('error', reject);
    socket.once('close', () => (reply === '+\n' ? resolve() : reject(new Error('refused'))));
    socket.end(head.join('\n') + letter());
  });
}

/** @param {number | undefined} pid */
async function residentOf(pid) {
  await sleep(1000);
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

/**
 * @template Result
 * @param {(places: { socket: string, spool: string }) => Promise<Result>} work
 * @returns {Promise<Result>}
 */
async function withFolder(work) {
  const folder = await mkdtemp('/tmp/sk-bench-');
  try {
    return await work({ socket: join(folder, 'b.sock'), spool: join(folder, 'spool') });
  } finally {
    await rm(folder, { recursive: true });
  }
}
