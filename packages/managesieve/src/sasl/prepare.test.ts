import { expect, it } from 'vitest';
import { prepare } from './prepare.ts';

// RFC 4013, 3, and passwords of the street.
it.each([
  ['I\u00adX', 'IX'],
  ['user', 'user'],
  ['USER', 'USER'],
  ['\u00aa', 'a'],
  ['\u2168', 'IX'],
  ['a\u00a0b', 'a b'],
  ['pässword', 'pässword'],
  ['pa\u0308ss', 'päss'],
  ['correct 🐎', 'correct 🐎'],
  ['пароль', 'пароль'],
  ['', ''],
])('%j becomes %j', (text, expected) => {
  expect(prepare(text)).toBe(expected);
});

it.each(['\u0007', '\u0627\u0031', 'a\0b'])('%j is prohibited', (text) => {
  expect(() => prepare(text)).toThrow();
});
