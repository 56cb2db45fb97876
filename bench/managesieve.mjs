import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connect } from '../packages/managesieve/dist/index.js';
import { openRaw, writeUpload } from './managesieve-floor.mjs';
import { startProxy } from './managesieve-proxy.mjs';
import { interleave } from './median.mjs';
import { run } from './peer/run.mjs';
import { loadSieveConnect } from './peer/sieve-connect.mjs';
import { loadSievelibClient } from './peer/sievelib-client.mjs';
import { table, verdict } from './table.mjs';

const cli = fileURLToPath(new URL('../packages/cli/dist/main.js', import.meta.url));
const roundTrip = 50;
/** For the server to end the processes of a session, on the same machine; milliseconds. */
const rest = 150;

/** @typedef {'list' | 'up' | 'down'} Task */

/**
 * What one account is worked on with.
 *
 * @typedef {import('./peer/run.mjs').Way & {
 *   ca: string, password: string, scripts: ReadonlyMap<string, Buffer>,
 * }} Setting
 */

/**
 * List, and 100 scripts of 10 KB up and down, on the real Dovecot, near and far.
 *
 * All start from a server that has come to rest: a program of its own gives it that time by
 * starting up, and who is measured in this process would pay for the session before. The floor and
 * we check the server's certificate; not every peer does, which saves it a millisecond. Nobody's
 * data is kept from one round to the next but what OpenSSL reads of the authorities.
 */
export async function measureManageSieve() {
  const lab = await import('../.build/test/lab/dovecot.js').catch(() => null);
  if (lab === null) return { text: '## ManageSieve\n\nThe lab is not built.\n' };
  const dovecot = await lab.startDovecot();
  const far = await startProxy(dovecot.ports.sieve, roundTrip);
  const folder = mkdtempSync(join(tmpdir(), 'sievekit-bench-'));
  try {
    const setting = prepare(folder, dovecot);
    await uploadOurs(setting);
    const near = await measureAll(setting, 7);
    const distant = await measureAll({ ...setting, port: far.port }, 3);
    return { text: describe(near, distant) };
  } finally {
    await far.stop();
    await dovecot.stop();
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} folder
 * @param {{ ports: { sieve: number }, ca: string, caFile: string }} dovecot
 * @returns {Setting}
 */
function prepare(folder, { ports, ca, caFile }) {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, 'lab-password\n', { mode: 0o600 });
  /** @type {Map<string, Buffer>} */
  const scripts = new Map();
  const line = 'if header :contains "subject" "invoice" { keep; stop; }\r\n';
  for (let i = 0; i < 100; i++) {
    const name = `bench-${String(i).padStart(3, '0')}`;
    const text = Buffer.from(`# ${i}\r\n${line.repeat(Math.floor(10_000 / line.length))}`);
    scripts.set(name, text);
    writeFileSync(join(folder, `${name}.sieve`), text);
  }
  const account = { username: 'alice', password: 'lab-password' };
  return { ...account, port: ports.sieve, ca, caFile, passwordFile, folder, scripts };
}

/** @param {Setting} setting */
async function openOurs({ port, ca, username, password }) {
  const client = await connect({ host: '127.0.0.1', port, ca, servername: 'localhost' });
  // As the command line does: peers do not read the capabilities once more, either.
  await client.authenticate({ username, password }, { refresh: false });
  return client;
}

/** @param {Setting} setting */
async function uploadOurs(setting) {
  const client = await openOurs(setting);
  await Promise.all([...setting.scripts].map(([name, text]) => client.putScript(name, text)));
  await client.logout();
}

/**
 * @param {Setting} setting
 * @param {Task} task
 */
async function ours(setting, task) {
  if (task === 'up') return await uploadOurs(setting);
  const client = await openOurs(setting);
  if (task === 'list') await client.listScripts();
  else await Promise.all([...setting.scripts.keys()].map((name) => client.getScript(name)));
  await client.logout();
}

/**
 * @param {Setting} setting
 * @param {Task} task
 */
async function floor(setting, task) {
  const session = await openRaw(setting);
  const { scripts } = setting;
  if (task === 'list') await session.ask('LISTSCRIPTS\r\n');
  if (task === 'up') await session.ask(writeUpload(scripts), scripts.size);
  if (task === 'down') {
    const commands = [...scripts.keys()].map((name) => `GETSCRIPT "${name}"\r\n`);
    await session.ask(commands.join(''), scripts.size);
  }
  await session.end();
}

/**
 * @param {() => Promise<unknown>} work
 * @returns {Promise<number>} milliseconds
 */
async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * @param {Setting} setting
 * @param {Task} task
 * @returns {string[]}
 */
function writeCommands({ scripts }, task) {
  if (task === 'list') return ['list'];
  const names = [...scripts.keys()];
  if (task === 'up') return names.map((name) => `upload ${name}.sieve ${name}`);
  return names.map((name) => `download ${name} ${name}.back`);
}

/**
 * Medians of all contenders for all tasks.
 *
 * @param {Setting} setting
 * @param {number} rounds
 * @returns {Promise<Map<Task, Map<string, number>>>}
 */
async function measureAll(setting, rounds) {
  const sieveConnect = loadSieveConnect();
  const sievelib = loadSievelibClient();
  /** @type {Map<Task, Map<string, number>>} */
  const times = new Map();
  for (const task of /** @type {const} */ (['list', 'up', 'down'])) {
    /** @type {import('./median.mjs').Contender[]} */
    const contenders = [
      { name: 'floor', run: () => timed(() => floor(setting, task)) },
      { name: 'ours', run: () => timed(() => ours(setting, task)) },
    ];
    // The wait of a slow peer is the same in each round.
    const few = setting.port > 0 && task !== 'list' ? 2 : rounds;
    if (typeof sievelib !== 'string') {
      const inside = async () => (await sievelib(setting, task)).inside;
      contenders.push({ name: 'sievelib', run: inside, rounds: few });
    }
    if (typeof sieveConnect !== 'string') {
      const commands = writeCommands(setting, task);
      contenders.push({
        name: 'sieve-connect',
        run: () => sieveConnect(setting, commands),
        rounds: few,
      });
    }
    if (task === 'list') {
      contenders.push({ name: 'sievekit', run: () => runOurCommand(setting) });
    }
    times.set(task, await interleave(contenders.map(rested), rounds));
  }
  return times;
}

/**
 * @param {import('./median.mjs').Contender} contender
 * @returns {import('./median.mjs').Contender}
 */
function rested(contender) {
  return {
    ...contender,
    run: async () => {
      await sleep(rest);
      return await contender.run();
    },
  };
}

/** @param {Setting} setting */
async function runOurCommand({ port, username, caFile, passwordFile }) {
  const url = `sieve://${username}@localhost:${port}`;
  const args = [cli, 'remote', 'ls', url, '--ca', caFile, '--password-file', passwordFile];
  return await run(process.execPath, args, { passwordFile });
}

const titles = { list: 'list', up: '100 × 10 KB up', down: '100 × 10 KB down' };

/**
 * @param {Map<Task, Map<string, number>>} near
 * @param {Map<Task, Map<string, number>>} distant
 */
function describe(near, distant) {
  const head = [
    'task',
    'floor, ms',
    'sievekit in process, ms',
    'sievelib in process, ms',
    'sievekit as a process, ms',
    'sieve-connect as a process, ms',
    'goal',
  ];
  const rows = [...near].map(([task, times]) => row(titles[task], times, sayNear(times)));
  for (const [task, times] of distant) {
    rows.push(row(`${titles[task]}, ${roundTrip} ms away`, times, sayFar(task, times)));
  }
  return `## ManageSieve, on Dovecot over TLS\n\n${table(head, rows)}`;
}

/**
 * @param {string} title
 * @param {Map<string, number>} times
 * @param {string} goal
 */
function row(title, times, goal) {
  const names = ['floor', 'ours', 'sievelib', 'sievekit', 'sieve-connect'];
  const shown = names.map((name) => (times.get(name) ?? Number.NaN).toFixed(0));
  return [title, ...shown, goal];
}

/** @param {Map<string, number>} times */
function sayNear(times) {
  const ratio = (times.get('ours') ?? 0) / (times.get('floor') ?? 0);
  const parts = [`${ratio.toFixed(2)} of the floor, goal 1.1 ${verdict(ratio <= 1.1)}`];
  const [own, peer] = [times.get('sievekit'), times.get('sieve-connect')];
  if (own !== undefined && peer !== undefined) {
    const slower = own / peer;
    parts.push(`${slower.toFixed(2)} of sieve-connect, goal 1 ${verdict(slower <= 1)}`);
  }
  return parts.join('; ');
}

/**
 * @param {Task} task
 * @param {Map<string, number>} times
 */
function sayFar(task, times) {
  if (task === 'list') return sayNear(times);
  const peers = ['sievelib', 'sieve-connect'].flatMap((name) => times.get(name) ?? []);
  if (peers.length === 0) return 'no peer is there';
  const ratio = Math.min(...peers) / (times.get('ours') ?? 0);
  return `${ratio.toFixed(1)} times as fast as the faster peer, goal 10 ${verdict(ratio >= 10)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log((await measureManageSieve()).text);
}
