import { expect, it } from 'vitest';
import { showName } from './show-name.ts';

it.each([
  ['plain', 'plain'],
  ['Büro – 休暇', 'Büro – 休暇'],
  ['a\u001b[31mred', 'a\\u{1b}[31mred'],
  ['line\r\nbreak', 'line\\u{d}\\u{a}break'],
  ['del\u007f', 'del\\u{7f}'],
  ['c1\u009b31m', 'c1\\u{9b}31m'],
  ['evil\u202efdp', 'evil\\u{202e}fdp'],
])('shows %j as %s', (name, shown) => {
  expect(showName(name)).toBe(shown);
});
