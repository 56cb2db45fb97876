import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  connect,
  forEachAccount,
  readSnapshot,
  saveAccount,
} from '../packages/managesieve/dist/index.js';
import { openRaw } from './managesieve-floor.mjs';
import { interleave } from './median.mjs';
import { table, verdict } from './table.mjs';

const users = Array.from({ length: 500 }, (_, i) => `bulk-${i}`);
const names = ['main', 'vacation', 'lists'];
const connections = 8;
const master = { username: 'admin', password: 'master-password' };
const masterLogin = `
passdb {
  driver = static
  args = password=${master.password}
  master = yes
}
`;

/**
 * 500 mailboxes through the master user, beside a raw program that reads them, keeps nothing, and
 * knows the names of the scripts beforehand. Ours does what `sievekit remote backup` does: it also
 * lists once more behind the scripts, and each mailbox is on the disk before it counts as done.
 */
export async function measureBulk() {
  const lab = await import('../.build/test/lab/dovecot.js').catch(() => null);
  if (lab === null) return { text: '## Backup\n\nThe lab is not built.\n' };
  const dovecot = await lab.startDovecot({ extra: masterLogin });
  const root = mkdtempSync(join(tmpdir(), 'sievekit-bench-'));
  try {
    const server = { port: dovecot.ports.sieve, ca: dovecot.ca };
    await forEach(server, (client) =>
      Promise.all(names.map((name) => client.putScript(name, script(name)))),
    );
    let round = 0;
    const times = await interleave(
      [
        { name: 'floor', run: () => timed(() => readAll(server)) },
        { name: 'ours', run: () => timed(() => backUp(server, join(root, String(round++)))) },
      ],
      3,
    );
    return { text: describe(times) };
  } finally {
    await dovecot.stop();
    rmSync(root, { recursive: true });
  }
}

/** @typedef {{ port: number, ca: string }} Server */

/** @param {string} name */
function script(name) {
  return Buffer.from(`# ${name}\r\n${'if true { keep; }\r\n'.repeat(50)}`);
}

/**
 * @param {Server} server
 * @param {(client: import('../packages/managesieve/dist/index.js').Client, user: string) => Promise<unknown>} work
 */
async function forEach({ port, ca }, work) {
  await forEachAccount({
    users,
    connections,
    open: () => connect({ host: '127.0.0.1', port, ca, servername: 'localhost' }),
    logIn: (client, user) => client.authenticate({ ...master, authzid: user }, { refresh: false }),
    work,
    async onDone(user, outcome) {
      if (!outcome.ok) throw new Error(`${user}: ${outcome.error.message}`);
    },
  });
}

/**
 * @param {Server} server
 * @param {string} folder
 */
async function backUp(server, folder) {
  await forEach(server, async (client, user) => {
    const snapshot = await readSnapshot(client);
    return () => saveAccount(snapshot, folder, user);
  });
}

/** @param {Server} server */
async function readAll(server) {
  const waiting = [...users];
  const worker = async () => {
    for (let user = waiting.pop(); user !== undefined; user = waiting.pop()) {
      const session = await openRaw({ ...server, ...master, authzid: user });
      await session.ask('LISTSCRIPTS\r\n');
      await session.ask(names.map((name) => `GETSCRIPT "${name}"\r\n`).join(''), names.length);
      await session.end();
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
}

/**
 * @param {() => Promise<unknown>} work
 * @returns {Promise<number>} milliseconds
 */
async function timed(work) {
  // The server ends the processes of the round before.
  await sleep(500);
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** @param {Map<string, number>} times */
function describe(times) {
  const floor = times.get('floor') ?? Number.NaN;
  const ours = times.get('ours') ?? Number.NaN;
  const ratio = ours / floor;
  const head = [
    'mailboxes',
    'read raw, ms',
    'backed up, ms',
    'mailboxes a second',
    'ratio (goal 1.2)',
  ];
  const cells = [
    String(users.length),
    floor.toFixed(0),
    ours.toFixed(0),
    ((users.length / ours) * 1000).toFixed(0),
    `${ratio.toFixed(2)} ${verdict(ratio <= 1.2)}`,
  ];
  return `## Backup through the master user, ${connections} connections\n\n${table(head, [cells])}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log((await measureBulk()).text);
}
