import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { prepare, readMessage } from '../packages/interpreter/dist/index.js';
import { mailOf } from './mail.mjs';
import { median, timeOf } from './median.mjs';
import { loadSieveTest } from './peer/sieve-test.mjs';
import { flat } from './shape.mjs';
import { table, verdict } from './table.mjs';

const main = fileURLToPath(new URL('../packages/cli/dist/main.js', import.meta.url));
const entry = fileURLToPath(new URL('../packages/interpreter/dist/index.js', import.meta.url));

const messages = 10_000;
/** How many of them sieve-test is shown: its time for all is told from these. */
const peerMessages = 100;
const rounds = 5;

/** One message in process, many as a command beside a loop over sieve-test, and the browser's bundle. */
export async function measureInterpreter() {
  const { rows, note } = await compareRows();
  const all = [runRow(), readRow(), ...rows, await bundleRow()];
  const head = ['what', 'measured', 'goal'];
  return { text: `## A script on a message\n\n${table(head, all)}${note}` };
}

/** A script of 10 KB, most of whose rules look in vain, on messages that it has not seen yet. */
function runRow() {
  const program = prepare(flat(10_000));
  const batch = 2000;
  const times = Array.from({ length: rounds + 1 }, () => {
    const read = Array.from({ length: batch }, (_, i) => readMessage(mailOf(i, 4000)));
    return timeOf(() => {
      for (const message of read) program.run(message);
    });
  });
  const ms = median(times.slice(1)) / batch;
  return ['a prepared script of 10 KB on a message', `${ms.toFixed(3)} ms`, goalMs(0.1, ms)];
}

/** A message of 10 KB, with its parts and all that its header says. */
function readRow() {
  const batch = 1000;
  const mails = Array.from({ length: batch }, (_, i) => mailOf(i, 10_000));
  const times = Array.from({ length: rounds + 1 }, () =>
    timeOf(() => {
      for (const mail of mails) {
        const { root, header } = readMessage(mail);
        for (const field of root.header.fields) void field.text;
        if (header.fields.length === 0) throw new Error('A message of the bench has no header.');
      }
    }),
  );
  const ms = median(times.slice(1)) / batch;
  return ['reading a message of 10 KB', `${ms.toFixed(3)} ms`, goalMs(0.2, ms)];
}

/**
 * @param {number} goal
 * @param {number} ms
 */
function goalMs(goal, ms) {
  return `${goal} ms ${verdict(ms <= goal)}`;
}

/** The command on a Maildir, and sieve-test once for each message with one of the two scripts. */
async function compareRows() {
  const folder = mkdtempSync(join(tmpdir(), 'sievekit-bench-'));
  try {
    mkdirSync(join(folder, 'Maildir/cur'), { recursive: true });
    for (let i = 0; i < messages; i++) {
      writeFileSync(join(folder, 'Maildir/cur', `${1_000_000_000 + i}.mx`), mailOf(i, 4000));
    }
    const [old, now] = [flat(2000), flat(3000)];
    writeFileSync(join(folder, 'old.sieve'), old);
    writeFileSync(join(folder, 'new.sieve'), now);
    const args = [
      'compare',
      ...['old.sieve', 'new.sieve', 'Maildir'].map((name) => join(folder, name)),
    ];
    const times = Array.from({ length: 3 }, () => timeOf(() => runNode(main, ...args)));
    const ms = median(times);
    const seconds = `${(ms / 1000).toFixed(2)} s`;
    const title = `sievekit compare, ${messages} messages`;
    const sieveTest = await loadSieveTest(now);
    if (typeof sieveTest === 'string') {
      return { rows: [[title, seconds, '–']], note: `\n${sieveTest}\n` };
    }
    let theirs = 0;
    for (let i = 0; i < peerMessages; i++) theirs += await sieveTest(mailOf(i, 4000));
    const scaled = (theirs / peerMessages) * messages;
    const ratio = scaled / ms;
    return {
      rows: [
        [title, seconds, `${ratio.toFixed(0)} times as fast, goal 50 ${verdict(ratio >= 50)}`],
        [`a loop over sieve-test, ${messages} messages`, `${(scaled / 1000).toFixed(0)} s`, ''],
      ],
      note: `\nThe loop over sieve-test runs one of the two scripts, where compare runs both; it was measured on ${peerMessages} messages and scaled.\n`,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {readonly string[]} args */
function runNode(...args) {
  const { status, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
}

/** The interpreter and all that it imports, as a page would load it. */
async function bundleRow() {
  const build = await rolldown({ input: entry, platform: 'browser', tsconfig: false });
  const { output } = await build.generate({ format: 'esm', minify: true });
  await build.close();
  const code = output.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('');
  const size = gzipSync(code).length / 1000;
  const goal = `120 KB ${verdict(size <= 120)}`;
  return ['bundle for the browser, gzip', `${size.toFixed(0)} KB`, goal];
}
