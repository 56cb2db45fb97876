import { median, timeOf } from './median.mjs';
import { check } from './ours.mjs';
import { flat } from './shape.mjs';
import { table, verdict } from './table.mjs';

const lines = 10_000;
const strokes = 120;

/** A person types within a script of 10,000 lines, and each stroke has it checked again. */
export function measureKeystroke() {
  const text = flat(2_000_000).split('\n').slice(0, lines).join('\n');
  const end = text.lastIndexOf('\n}\n') + 3;
  const script = text.slice(0, end);
  const middle = script.indexOf('\n}\n', script.length >> 1) + 3;
  const typed = 'if header :is "subject" "a b" {\n    keep;\n}\n'.repeat(4).slice(0, strokes);
  for (let warm = 0; warm < 20; warm++) check(script);
  /** @type {number[]} */
  const times = [];
  for (let i = 1; i <= typed.length; i++) {
    const now = script.slice(0, middle) + typed.slice(0, i) + script.slice(middle);
    times.push(timeOf(() => check(now)));
  }
  const typical = median(times);
  const slow = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
  const rows = [
    [
      String(lines),
      `${Math.round(script.length / 1000)} KB`,
      typical.toFixed(1),
      slow.toFixed(1),
      verdict(typical <= 16),
    ],
  ];
  const head = ['lines', 'size', 'median, ms', '19 of 20 within, ms', 'goal 16 ms'];
  return { text: `## A keystroke, checked again\n\n${table(head, rows)}` };
}
