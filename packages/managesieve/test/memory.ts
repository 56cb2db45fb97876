import { expect } from 'vitest';

const MiB = 1024 * 1024;

/**
 * Runs something hostile, and fails when it takes more than 48 MiB at any moment. The time is
 * bounded by the test itself.
 */
export async function withLittleMemory<T>(run: () => Promise<T>): Promise<T> {
  const measure = () => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = measure();
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, measure() - before);
  }, 5);
  try {
    return await run();
  } finally {
    clearInterval(timer);
    expect(Math.max(peak, measure() - before) / MiB).toBeLessThan(48);
  }
}
