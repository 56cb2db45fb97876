import { interleave, timeOf } from './median.mjs';
import { parse } from './ours.mjs';
import { elsifChain, flat, stringList } from './shape.mjs';
import { table, verdict } from './table.mjs';

const sizes = [1_000_000, 2_000_000, 5_000_000, 10_000_000];
const makers = [
  { name: 'flat', make: flat },
  { name: 'one elsif chain', make: elsifChain },
  { name: 'one string list', make: stringList },
];

/** Time and memory of scripts up to 10 MB, a megabyte: the same for all where both are linear. */
export async function measureLinearity() {
  const rows = [];
  for (const { name, make } of makers) {
    const texts = sizes.map((size) => make(size));
    const times = await interleave(
      texts.map((text, i) => ({
        name: String(i),
        run: () => timeOf(() => parse(text, { maxLength: text.length }).script.commands),
      })),
      5,
    );
    const perMegabyte = texts.map((text, i) => (times.get(String(i)) ?? 0) / (text.length / 1e6));
    const bytes = texts.map((text) => treeBytes(text) / text.length);
    const slower = (perMegabyte.at(-1) ?? 0) / (perMegabyte[0] ?? 1);
    const larger = (bytes.at(-1) ?? 0) / (bytes[0] ?? 1);
    rows.push([
      name,
      ...perMegabyte.map((ms) => `${ms.toFixed(1)} ms`),
      `${slower.toFixed(2)} ${verdict(slower <= 2)}`,
      bytes.map((b) => b.toFixed(0)).join(', '),
      `${larger.toFixed(2)} ${verdict(larger <= 1.5)}`,
    ]);
  }
  const head = [
    'script',
    ...sizes.map((size) => `a MB of ${size / 1e6} MB`),
    'time a MB, last to first (goal 2)',
    'bytes of tree a byte of script',
    'last to first (goal 1.5)',
  ];
  return { text: `## Linear up to 10 MB\n\n${table(head, rows)}` };
}

/**
 * What a tree takes, on the heap and beside it; needs `--expose-gc`.
 *
 * @param {string} text
 * @returns {number}
 */
function treeBytes(text) {
  globalThis.gc?.();
  globalThis.gc?.();
  const before = inUse();
  const { script } = parse(text, { maxLength: text.length });
  // A tree is made when it is asked for.
  const { length } = script.commands;
  globalThis.gc?.();
  globalThis.gc?.();
  return Math.max(inUse() - before, 0) + (script.commands.length - length);
}

function inUse() {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
