import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemory } from './memory.ts';

describe('createMemory', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('collects once it is quiet after many messages, and not for few', () => {
    const collect = vi.fn();
    const memory = createMemory(collect);
    memory.used(100);
    vi.advanceTimersByTime(5000);
    expect(collect).not.toHaveBeenCalled();
    memory.used(500);
    vi.advanceTimersByTime(900);
    memory.used(1);
    vi.advanceTimersByTime(900);
    expect(collect).not.toHaveBeenCalled();
    vi.advanceTimersByTime(200);
    expect(collect).toHaveBeenCalledTimes(2);
    memory.used(10);
    vi.advanceTimersByTime(5000);
    expect(collect).toHaveBeenCalledTimes(2);
  });

  it('finds the collector of this Node', () => {
    const memory = createMemory();
    memory.used(1000);
    vi.advanceTimersByTime(2000);
    memory.used(1000);
    memory.close();
  });
});
