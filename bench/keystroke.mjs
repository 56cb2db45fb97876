import { createChecker } from '../packages/parser/dist/index.js';
import { median, timeOf } from './median.mjs';
import { check } from './ours.mjs';
import { flat } from './shape.mjs';
import { table, verdict } from './table.mjs';

const lines = 10_000;
const goal = 16;
const rule = 'if header :is "subject" "a b" {\n    keep;\n}\n';

/**
 * A person types within a script of 10,000 lines, sign by sign, and each stroke has it checked
 * again: most of them leave a quote, a brace or a semicolon missing. The last rows are what the
 * checker cannot spare: a change of what the script requires, and a first look at all of it.
 */
export function measureKeystroke() {
  const text = flat(2_000_000).split('\n').slice(0, lines).join('\n');
  const script = text.slice(0, text.lastIndexOf('\n}\n') + 3);
  const middle = script.indexOf('\n}\n', script.length >> 1) + 3;
  const inside = script.indexOf('weekly', middle);
  const top = script.indexOf('"fileinto"');
  const rows = [
    row('a rule, in the middle', type(script, middle, rule.repeat(3))),
    row('a rule, at the top', type(script, script.indexOf('\n# rule'), rule.repeat(3))),
    row('a word in a string', type(script, inside, 'a word and another one '.repeat(5))),
    row('the require', type(script, top, '"date", "body", "index", '.repeat(2))),
    row('anything, checked from the start', restart(script, middle, 'keep;'.repeat(4))),
  ];
  const size = `${lines} lines, ${Math.round(script.length / 1000)} KB`;
  const head = ['what is typed', 'median, ms', '19 of 20 within, ms', `goal ${goal} ms`];
  return {
    text: `## A keystroke, checked again\n\nIn a script of ${size}.\n\n${table(head, rows)}`,
  };
}

/**
 * @param {string} script
 * @param {number} at
 * @param {string} typed
 */
function type(script, at, typed) {
  const checker = createChecker();
  const stroke = (/** @type {number} */ count) => {
    const now = script.slice(0, at) + typed.slice(0, count) + script.slice(at);
    return timeOf(() => checker.check(now));
  };
  for (let warm = 0; warm <= 40; warm++) stroke(warm % typed.length);
  stroke(0);
  return Array.from(typed, (_, i) => stroke(i + 1));
}

/**
 * @param {string} script
 * @param {number} at
 * @param {string} typed
 */
function restart(script, at, typed) {
  return Array.from(typed, (_, i) => {
    const now = script.slice(0, at) + typed.slice(0, i + 1) + script.slice(at);
    return timeOf(() => check(now));
  });
}

/**
 * @param {string} name
 * @param {readonly number[]} times
 */
function row(name, times) {
  const typical = median(times);
  const slow = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
  return [name, typical.toFixed(1), slow.toFixed(1), verdict(typical <= goal)];
}
