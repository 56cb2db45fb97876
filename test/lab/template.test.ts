import { expect, test } from 'vitest';
import { fill } from './template.ts';

test('fills every placeholder, and leaves addresses alone', () => {
  const text = 'port @PORT@ of postmaster@@HOST@ (someone@example.org)';
  expect(fill(text, { PORT: 25, HOST: 'lab.test' })).toBe(
    'port 25 of postmaster@lab.test (someone@example.org)',
  );
});

test.each([
  ['a placeholder without a value', '@PORT@', {}, 'no value for @PORT@'],
  ['a value without a placeholder', 'x', { PORT: 1 }, 'no placeholder for PORT'],
])('refuses %s', (_, text, values, message) => {
  expect(() => fill(text, values)).toThrow(message);
});
