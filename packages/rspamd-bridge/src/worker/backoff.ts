/**
 * How long to wait after the `failures`-th failure in a row (from 1), in milliseconds: doubling
 * from `first` up to `most`, less up to a third by chance, so that many do not come back at once.
 */
export function backoff(
  failures: number,
  first: number,
  most: number,
  random: () => number = Math.random,
): number {
  const whole = Math.min(most, first * 2 ** Math.min(failures - 1, 30));
  return Math.round(whole * (1 - random() / 3));
}
