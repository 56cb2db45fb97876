import { expect, vi } from 'vitest';

const MiB = 1024 * 1024;

/** Nothing that a peer does may keep a test of this file busy for longer. */
export function boundTime(): void {
  vi.setConfig({ testTimeout: 8000 });
}

/** Runs something hostile, and fails when it takes more than 48 MiB at any moment. */
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
