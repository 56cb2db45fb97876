import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { measureDrain, measureMemory } from './bridge-drain.mjs';
import { loadLab, startHooks } from './bridge-hook.mjs';
import { letter } from './bridge-letter.mjs';
import { interleave } from './median.mjs';
import { table, verdict } from './table.mjs';

const many = 200;
const rounds = 5;
/** A program a message takes seconds for all of them. */
const slowRounds = 2;
const programs = ['curl', 'rspamc'];

/**
 * @typedef {import('./bridge-hook.mjs').Hook} Hook
 * @typedef {Awaited<ReturnType<typeof loadLab>>} LoadedLab
 * @typedef {Map<string, number>} Times
 */

/** What a person waits for when mail is moved to Junk; how fast rspamd learns it; how much memory. */
export async function measureBridge() {
  const title = '## The bridge, behind Dovecot and before rspamd';
  const lab = await loadLab().catch(() => null);
  if (lab === null) return { text: `${title}\n\nThe lab is not built.\n` };
  const missing = lab.missingParts(['redis', 'rspamd', 'dovecot']);
  if (missing.length > 0) return { text: `${title}\n\n${missing.join('; ')}\n` };
  const redis = await lab.startRedis();
  const rspamd = await lab.startRspamd({ redisPort: redis.port });
  const { hooks, stop } = await startHooks(lab, rspamd);
  try {
    const one = await measureMove(lab, hooks, 1, rounds);
    const all = await measureMove(lab, hooks, many, rounds);
    const drain = await measureDrain(rspamd);
    const memory = await measureMemory(rspamd);
    return { text: `${title}\n\n${describe(one, all)}\n${describeRest(drain, memory)}` };
  } finally {
    await stop();
    await rspamd.stop();
    await redis.stop();
  }
}

/**
 * Medians of MOVE of so many messages to Junk, milliseconds, as an IMAP client sees it.
 *
 * @param {LoadedLab} lab
 * @param {readonly Hook[]} hooks
 * @param {number} count
 * @param {number} times
 */
async function measureMove(lab, hooks, count, times) {
  const contenders = hooks.map((hook) => ({
    name: hook.name,
    run: () => move(lab, hook, count),
    rounds: count > 1 && programs.includes(hook.name) ? slowRounds : times,
  }));
  return await interleave(contenders, times);
}

/**
 * @param {LoadedLab} lab
 * @param {Hook} hook
 * @param {number} count
 */
async function move(lab, hook, count) {
  await lab.fillInbox(
    hook.dovecot,
    'alice',
    Array.from({ length: count }, () => letter()),
  );
  const client = new ImapFlow({
    ...{ host: '127.0.0.1', port: hook.dovecot.ports.imap, logger: false, doSTARTTLS: false },
    auth: { user: 'alice', pass: 'lab-password' },
    disableAutoIdle: true,
  });
  await client.connect();
  await client.mailboxOpen('INBOX');
  await sleep(100);
  const start = performance.now();
  const done = await client.messageMove(`1:${count}`, 'Junk');
  const ms = performance.now() - start;
  if (done === false || done.uidMap?.size !== count) throw new Error(`${hook.name}: MOVE failed`);
  await client.logout();
  await hook.settled();
  return ms;
}

/**
 * @param {Times} one
 * @param {Times} all
 */
function describe(one, all) {
  const ms = (/** @type {string} */ name) => all.get(name) ?? Number.NaN;
  const ratio = ms('ours') / ms('socket, not durable');
  const faster = ms('rspamc') / ms('ours');
  const each = (ms('ours') - ms('empty script')) / many;
  const goals = [
    `${ratio.toFixed(2)} times the socket that is not durable, goal 1.5 ${verdict(ratio <= 1.5)}`,
    `${faster.toFixed(1)} times as fast as rspamc, goal 15 ${verdict(faster >= 15)}`,
    `${each.toFixed(2)} ms a message over the empty script, goal 1.6 ${verdict(each <= 1.6)}`,
  ];
  const rows = [...all.keys()].map((name) => [
    name,
    (one.get(name) ?? Number.NaN).toFixed(1),
    ms(name).toFixed(0),
    name === 'ours' ? goals.join('; ') : '',
  ]);
  const head = ['hook', 'MOVE of 1, ms', `MOVE of ${many}, ms`, 'goals'];
  return `Mails of 4 KB; each Dovecot 2.3 has one hook.\n\n${table(head, rows)}`;
}

/**
 * @param {import('./bridge-drain.mjs').Drain} drain
 * @param {import('./bridge-drain.mjs').Memory} memory
 */
function describeRest(drain, memory) {
  const share = drain.ours / drain.bare;
  const megabytes = memory.bytes / 1e6;
  const rows = [
    [
      `learned a second, ${drain.concurrency} at once`,
      drain.ours.toFixed(0),
      drain.bare.toFixed(0),
      `${(100 * share).toFixed(0)} % of the load generator, goal 95 ${verdict(share >= 0.95)}`,
    ],
    [
      `resident memory with ${memory.waiting} waiting`,
      `${megabytes.toFixed(0)} MB`,
      '–',
      `goal 120 MB ${verdict(megabytes < 120)}`,
    ],
  ];
  return table(['', 'ours', 'bare load generator', 'goal'], rows);
}
