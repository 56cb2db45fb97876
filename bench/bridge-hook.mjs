import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { bridgeScriptUrl } from '../packages/rspamd-bridge/dist/index.js';

const daemon = fileURLToPath(new URL('../test/interop/bridge-daemon.mjs', import.meta.url));
const bareServer = fileURLToPath(new URL('bridge-bare.mjs', import.meta.url));

/**
 * @typedef {typeof import('../test/lab/dovecot.ts')} DovecotModule
 * @typedef {import('../test/lab/dovecot.ts').Dovecot} Dovecot
 * @typedef {import('../test/lab/rspamd.ts').Rspamd} Rspamd
 * @typedef {import('node:child_process').ChildProcess} Child
 */

/**
 * What happens when a message is moved: a Dovecot of its own with the hook.
 *
 * @typedef {{ name: string, dovecot: Dovecot, settled: () => Promise<void>, stop: () => Promise<void> }} Hook
 */

/** What is needed of the lab, where it is built. */
export async function loadLab() {
  const [dovecot, rspamd, redis, account, mail, state] = await Promise.all([
    import('../.build/test/lab/dovecot.js'),
    import('../.build/test/lab/rspamd.js'),
    import('../.build/test/lab/redis.js'),
    import('../.build/test/lab/account.js'),
    import('../.build/test/interop/bridge-mail.js'),
    import('../.build/test/lab/state.js'),
  ]);
  return { ...dovecot, ...rspamd, ...redis, ...account, ...mail, ...state };
}

/**
 * A program that is started as a process of its own; resolves when it prints its first line.
 *
 * @param {string[]} args
 * @returns {Promise<Child>}
 */
export async function startNode(args) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(/** @type {import('node:stream').Readable} */ (child.stdout), 'data');
  return child;
}

/** @param {Child} child */
export async function end(child) {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/**
 * A bridge whose messages wait for `settle` seconds.
 *
 * @param {{ socket: string, spool: string, rspamd: Rspamd, settle: number, more?: object }} options
 */
export function startBridge({ socket, spool, rspamd, settle, more = {} }) {
  const config = JSON.stringify({ passwordFile: rspamd.passwordFile, ...more });
  return startNode([daemon, socket, spool, rspamd.controllerUrl, String(settle), config]);
}

/** @param {string} folder */
export async function waitUntilEmpty(folder) {
  while ((await readdir(folder)).length > 0) await sleep(50);
}

/** @param {string} call */
const piping = (call) =>
  `require ["copy", "imapsieve", "vnd.dovecot.pipe"];\npipe :copy "${call}";\n`;

/**
 * The hooks to compare, each on a Dovecot of its own, all in front of the same rspamd.
 *
 * @param {Awaited<ReturnType<typeof loadLab>>} lab
 * @param {Rspamd} rspamd
 * @returns {Promise<{ hooks: Hook[], stop: () => Promise<void> }>}
 */
export async function startHooks(lab, rspamd) {
  const folder = await mkdtemp('/tmp/sk-bench-');
  await chmod(folder, 0o755);
  const bin = await writePrograms(folder, rspamd);
  const socket = join(folder, 'ours.sock');
  const bareSocket = join(folder, 'bare.sock');
  const spool = join(folder, 'spool');
  const socketGroup = lab.labAccount().gid;
  const bridge = await startBridge({ socket, spool, rspamd, settle: 2, more: { socketGroup } });
  const bare = await startNode([bareServer, bareSocket]);
  const ours = await readFile(bridgeScriptUrl, 'utf8');
  const extra = `plugin {\n  sieve_pipe_bin_dir = ${bin}\n}`;
  const ways = [
    { name: 'no hook', options: {} },
    { name: 'empty script', options: { imapsieveScript: '# nothing\n' } },
    { name: 'socket, not durable', options: { imapsieveScript: ours, bridgeSocket: bareSocket } },
    { name: 'ours', options: { imapsieveScript: ours, bridgeSocket: socket } },
    { name: 'curl', options: { imapsieveScript: piping('learn-curl'), extra } },
    { name: 'rspamc', options: { imapsieveScript: piping('learn-rspamc'), extra } },
  ];
  /** @type {Hook[]} */
  const hooks = [];
  const stop = async () => {
    for (const hook of hooks) await hook.stop();
    await end(bridge);
    await end(bare);
    await rm(folder, { recursive: true });
  };
  try {
    for (const { name, options } of ways) {
      const dovecot = await lab.startDovecot(options);
      const settled = name === 'ours' ? () => waitUntilEmpty(join(spool, 'new')) : async () => {};
      hooks.push({ name, dovecot, settled, stop: dovecot.stop });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { hooks, stop };
}

/**
 * What admins run today, in the shortest form. A program that Dovecot starts has no environment.
 *
 * @param {string} folder
 * @param {Rspamd} rspamd
 */
async function writePrograms(folder, rspamd) {
  const [{ packageRoot, libraryPath }, { rspamdEnablePassword: password }] = await Promise.all([
    import('../.build/test/lab/program.js'),
    import('../.build/test/lab/rspamd.js'),
  ]);
  const root = packageRoot();
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const address = `127.0.0.1:${rspamd.controllerPort}`;
  const programs = {
    'learn-rspamc': `LD_LIBRARY_PATH=${libraryPath(root, 'rspamd')} exec ${join(root, 'usr/bin/rspamc')} -h ${address} -P ${password} learn_spam`,
    'learn-curl': `exec curl -s -H 'Password: ${password}' --data-binary @- http://${address}/learnspam`,
  };
  for (const [name, line] of Object.entries(programs)) {
    await writeFile(join(bin, name), `#!/bin/sh\n${line}\n`, { mode: 0o755 });
  }
  return bin;
}
