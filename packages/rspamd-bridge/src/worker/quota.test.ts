import { expect, it } from 'vitest';
import { createQuota } from './quota.ts';

it('gives each user so many an hour, and as many again in the next', () => {
  let now = 0;
  const quota = createQuota(2, () => now);
  const take = () => [quota.take('a'), quota.take('a'), quota.take('a')];
  expect(take()).toEqual([true, true, false]);
  expect(quota.take('b')).toBe(true);
  now = 3_599_999;
  expect(quota.take('a')).toBe(false);
  now = 3_600_000;
  expect(take()).toEqual([true, true, false]);
});

it('gives as many as there are when there is no quota', () => {
  const quota = createQuota(0);
  expect(Array.from({ length: 100 }, () => quota.take('a'))).not.toContain(false);
});
