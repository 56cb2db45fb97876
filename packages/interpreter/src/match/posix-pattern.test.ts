import { expect, it } from 'vitest';
import { translatePosix } from './posix-pattern.ts';

const same = (text: string): string => text;

it.each([
  ['a{2}{3}', '(?:a{2}){3}'],
  ['(.){2}{2}', '(?:(.){2}){2}'],
  ['((a)|b)*+', '(?:((a)|b)*)+'],
  ['(a)(b)*', '(a)(b)*'],
  ['a(b', 'a(b'],
  ['a)b', 'a)b'],
  ['(a(b)', '(a(b)'],
  ['[(]x', '[(]x'],
  ['\\(a\\)', '\\(a\\)'],
])('reads %s', (pattern, expected) => {
  expect(translatePosix(pattern, same)).toBe(expected);
});

it('refuses what refers back', () => {
  expect(translatePosix('(a)\\1', same)).toBeNull();
});
