import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeFileName, encodeFileName, isHashed } from './file-name.ts';

it.each([
  ['main', 'main'],
  ['Vacation', '+vacation'],
  ['HR', '+h+r'],
  ['my rules', 'my%20rules'],
  ['..', '%2e%2e'],
  ['a/b', 'a%2fb'],
  ['a+b%c~d', 'a%2bb%25c%7ed'],
  ['ü', '%c3%bc'],
  ['😀', '%f0%9f%98%80'],
])('writes %s as %s and reads it back', (name, fileName) => {
  expect(encodeFileName(name)).toBe(fileName);
  expect(decodeFileName(fileName)).toBe(name);
});

it('keeps any two names apart, even without case', () => {
  const name = fc.string({ unit: 'grapheme', maxLength: 12 });
  fc.assert(
    fc.property(name, name, (one, other) => {
      expect(decodeFileName(encodeFileName(one))).toBe(one);
      expect(encodeFileName(one)).toMatch(/^[a-z\d_+%-]*$/);
      expect(encodeFileName(one) === encodeFileName(other)).toBe(one === other);
    }),
  );
});

it('makes every name that a script may have fit into a file system', () => {
  const long = '😀'.repeat(128);
  expect(isHashed(encodeFileName(long))).toBe(true);
  expect(encodeFileName(long)).toHaveLength(65);
  expect(isHashed(encodeFileName('~main'))).toBe(false);
});

it.each(['Main', '%2', '%c3', '%C3%BC', '%61', 'a b', '.hidden', '~abc'])(
  'does not read %s, which it never wrote',
  (fileName) => {
    expect(decodeFileName(fileName)).toBeNull();
  },
);
