import { expect, test } from 'vitest';
import { addressProblem } from './address-syntax.ts';

test.each([
  'a@b.c',
  'a@b',
  '<a@b.c>',
  'a @ b.c',
  ' a@b.c ',
  'A B <a@b.c>',
  'A. B <a@b.c>',
  'Ä <a@b.c>',
  '"A, B" <a@b.c>',
  '"a b"@c.d',
  'a(x (y))@b (z)',
  'a@[127.0.0.1]',
  'a@[IPv6:::1]',
  'a@ü.c',
  '.a@b',
  'a..b@c.d',
  "a'b+c/d=e@f.g",
  'a@b(x).c',
  'a@b(x)(y). (z)c',
  'a@b .c',
  'a@b.c (x\\))',
  'A <a@b.c> (x)',
  'a@[b\\]c]',
])('%s is an address', (value) => {
  expect(addressProblem(value)).toBeNull();
});

test.each([
  ['', 'empty'],
  ['a@b.c, d@e.f', 'several'],
  ['@b', 'local-part'],
  ['""@b', 'local-part'],
  ['ü@b.c', 'local-part'],
  ['<>', 'local-part'],
  ['<@x.y:a@b.c>', 'local-part'],
  ['a@', 'domain'],
  ['a@.b', 'domain'],
  ['a@b.', 'domain'],
  ['a@b..c', 'domain'],
  ['a@[', 'domain'],
  ['a@b(c.d', 'comment'],
  ['a@b.c (x', 'comment'],
  ['a@b.c (x\\)', 'comment'],
  ['(x a@b.c', 'comment'],
  ['A <a@b(c.d>', 'comment'],
  ['A (x <a@b.c>', 'comment'],
  ['a@b.(x)', 'domain'],
  ['x', 'at'],
  ['a b@c.d', 'at'],
  ['g: a@b.c;', 'at'],
  ['A <a@b.c', 'bracket'],
  ['A <a@b.c> x', 'rest'],
  ['a@b c.d', 'rest'],
])('%s is none: %s', (value, problem) => {
  expect(addressProblem(value)).toBe(problem);
});
