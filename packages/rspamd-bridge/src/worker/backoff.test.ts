import { describe, expect, it } from 'vitest';
import { backoff } from './backoff.ts';

describe('backoff', () => {
  it.each([
    [1, 0, 500],
    [2, 0, 1000],
    [5, 0, 8000],
    [7, 0, 30_000],
    [10_000, 0, 30_000],
    [1, 1, 333],
    [10_000, 1, 20_000],
  ])('failure %i with chance %f waits %i ms', (failures, chance, expected) => {
    expect(backoff(failures, 500, 30_000, () => chance)).toBe(expected);
  });
});
