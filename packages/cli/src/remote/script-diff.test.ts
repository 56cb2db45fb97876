import { expect, it } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import { showDiff, unifiedDiff } from './script-diff.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

it.each([
  ['a\nb\n', 'a\nc\n', '--- x\n+++ y\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n'],
  ['a', 'a\n', '--- x\n+++ y\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n'],
  ['', 'a\n', '--- x\n+++ y\n@@ -0,0 +1,1 @@\n+a\n'],
])('%j and %j', (before, after, diff) => {
  expect(unifiedDiff(['x', bytes(before)], ['y', bytes(after)])).toBe(diff);
});

it('gives up in time, and on what is no text', () => {
  const lines = (seed: number): string =>
    Array.from({ length: 20_000 }, (_, line) => `${line * seed}`).join('\n');
  expect(unifiedDiff(['x', bytes(lines(3))], ['y', bytes(lines(5))], 1)).toBeNull();
  expect(unifiedDiff(['x', Uint8Array.of(0xff)], ['y', null])).toBeNull();
});

it.each([
  ['keep;\n', 'keep;\r\n', '-keep;\n+keep;\\r\n'],
  ['keep;\r\n', 'stop;\r\n', '-keep;\r\n+stop;\r\n'],
  ['', '# \u001b[2J\n', '+# \\u{1b}[2J\n'],
])('shows %j and %j on a screen', (before, after, lines) => {
  const shown = showDiff(
    ['x', bytes(before)],
    ['y', bytes(after)],
    recordTerminal({ screen: true }),
  );
  expect(shown.split(' @@\n')[1]).toBe(lines);
});

it('paints what was added and taken away', () => {
  const terminal = { ...recordTerminal(), color: true };
  expect(showDiff(['x', bytes('a\n')], ['y', bytes('b\n')], terminal)).toContain(
    '\u001b[31m-a\u001b[m\n\u001b[32m+b\u001b[m\n',
  );
});
