import { expect, it } from 'vitest';
import { toPrintable } from './printable.ts';

it.each([
  ['as it is', 'as it is'],
  ['ünï→😀', 'ünï→😀'],
  ['a\r\nb\nc', 'a\nb\nc'],
  ['\u001b]0;title\u0007', '\\x1b]0;title\\x07'],
  ['a\rb\tc\0', 'a\\x0db\\x09c\\x00'],
  ['\u009b31m\u007f', '\\x9b31m\\x7f'],
  ['\u202eexe.evas\u2066', '\\u202eexe.evas\\u2066'],
  ['a\u2028b\ufeff', 'a\\u2028b\\ufeff'],
  ['\ud800', '\\ud800'],
])('%j is shown as %j', (text, expected) => {
  expect(toPrintable(text)).toBe(expected);
});
