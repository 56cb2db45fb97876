import { expect, it } from 'vitest';
import { isResponseCode, toStatus } from './response.ts';

it.each([
  ['OK', 'OK'],
  ['no', 'NO'],
  ['Bye', 'BYE'],
  ['OKAY', undefined],
])('reads the status %s', (atom, status) => {
  expect(toStatus(atom)).toBe(status);
});

it.each([
  ['QUOTA', true],
  ['QUOTA/MAXSIZE', true],
  ['QUOTAS', false],
  ['ACTIVE', false],
])('knows whether %s is a QUOTA', (name, expected) => {
  expect(isResponseCode({ name, args: [] }, 'QUOTA')).toBe(expected);
});
