import { apart } from './apart.mjs';
import { interleave } from './median.mjs';
import { check } from './ours.mjs';
import { loadSievec } from './peer/sievec.mjs';
import { loadSievelib } from './peer/sievelib.mjs';
import { copiesOf, shapes } from './shape.mjs';
import { table, verdict } from './table.mjs';

const rounds = 25;
const peerRounds = 7;
/** How much each of ours reads before it is measured. */
const warmUp = 4_000_000;
/** @type {readonly import('./worker.mjs').Work[]} */
const works = ['lex', 'parse', 'judge', 'check'];

/** Parse and check beside the lexer alone and the peers, on the same scripts. */
export async function measureSpeed() {
  const sievec = await loadSievec();
  const sievelib = loadSievelib();
  const notes = [sievec, sievelib].filter((peer) => typeof peer === 'string');
  const rows = [];
  const ours = works.map((name) => ({ name, ...apart(name) }));
  for (const { name, text } of shapes()) {
    const found = check(text);
    if (found.some(({ severity }) => severity === 'error'))
      throw new Error(`${name}: ${found[0]?.message}`);
    const refused = typeof sievelib === 'function' ? sievelib(text) : '';
    if (typeof refused === 'string' && refused !== '') notes.push(`sievelib, ${name}: ${refused}`);
    for (let read = 0; read < warmUp; read += text.length) {
      for (const { run } of ours) await run(name);
    }
    const times = await interleave(
      [
        ...ours.map((work) => ({ name: work.name, run: () => work.run(name) })),
        ...peer('sievec', sievec, text),
        ...(typeof refused === 'number' ? peer('sievelib', sievelib, text) : []),
      ],
      rounds,
    );
    rows.push({ name, size: text.length, times });
  }
  for (const { end } of ours) end();
  return { text: `${describe(rows)}${notes.map((note) => `\n${note}\n`).join('')}` };
}

/**
 * @param {string} name
 * @param {string | ((text: string, copies: number) => unknown)} time
 * @param {string} text
 */
function peer(name, time, text) {
  if (typeof time === 'string') return [];
  const run = async () => Number(await time(text, copiesOf(text)));
  return [{ name, run, rounds: peerRounds }];
}

/** @param {{ name: string, size: number, times: Map<string, number> }[]} rows */
function describe(rows) {
  const lines = rows.map(({ name, size, times }) => {
    const of = (/** @type {string} */ key) => times.get(key) ?? Number.NaN;
    const goal = size > 500_000 ? 20 : 40;
    const speed = size / 1000 / of('parse');
    const ratio = (/** @type {string} */ key) => of(key) / of('judge');
    return [
      name,
      of('lex').toFixed(2),
      of('parse').toFixed(2),
      of('judge').toFixed(2),
      of('check').toFixed(2),
      of('sievec').toFixed(1),
      of('sievelib').toFixed(0),
      `${speed.toFixed(0)} MB/s ${verdict(speed >= goal)}`,
      `${ratio('sievec').toFixed(1)} ${verdict(ratio('sievec') >= 1)}`,
      `${ratio('sievelib').toFixed(1)} ${verdict(ratio('sievelib') >= 10)}`,
    ];
  });
  const head = [
    'script',
    'lexer, ms',
    'parse, ms',
    'parse and validate, ms',
    'check with hints, ms',
    'sievec, ms',
    'sievelib, ms',
    'parse (goal 40 MB/s at 100 KB, 20 at 1 MB)',
    'parse and validate: times as fast as sievec (goal 1)',
    'as sievelib (goal 10)',
  ];
  return `## Parse and check\n\n${table(head, lines)}`;
}
