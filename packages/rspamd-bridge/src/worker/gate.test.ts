import { describe, expect, it } from 'vitest';
import { createGate, type Gate } from './gate.ts';

const limits = { firstRetryMs: 100, lastControllerRetryMs: 1000, holdMs: 60_000 };

function start(): { gate: Gate; pass(ms: number): void } {
  let now = 1000;
  const gate = createGate(
    4,
    limits,
    () => now,
    () => 0,
  );
  return {
    gate,
    pass: (ms) => {
      now += ms;
    },
  };
}

describe('createGate', () => {
  it('is open, wide, and without a pause at first', () => {
    const { gate } = start();
    expect([gate.state(), gate.width(), gate.wait()]).toEqual(['open', 4, 0]);
  });

  it('pauses after a failure, then lets one try', () => {
    const { gate, pass } = start();
    gate.failed(gate.enter());
    expect([gate.state(), gate.width(), gate.wait()]).toEqual(['backing-off', 1, 100]);
    pass(100);
    expect([gate.width(), gate.wait()]).toEqual([1, 0]);
    gate.succeeded();
    expect([gate.state(), gate.width(), gate.wait()]).toEqual(['open', 4, 0]);
  });

  it('counts several that failed together as one failure', () => {
    const { gate } = start();
    const entered = [gate.enter(), gate.enter(), gate.enter()];
    for (const round of entered) gate.failed(round);
    expect(gate.wait()).toBe(100);
  });

  it('doubles the pause up to its limit, and begins anew after a success', () => {
    const { gate } = start();
    const waits = Array.from({ length: 6 }, () => {
      gate.failed(gate.enter());
      return gate.wait();
    });
    expect(waits).toEqual([100, 200, 400, 800, 1000, 1000]);
    gate.succeeded();
    gate.failed(gate.enter());
    expect(gate.wait()).toBe(100);
  });

  it('holds for its time, or until it is released', () => {
    const { gate } = start();
    gate.held();
    expect([gate.state(), gate.width(), gate.wait()]).toEqual(['held', 1, 60_000]);
    gate.release();
    expect([gate.state(), gate.width(), gate.wait()]).toEqual(['held', 1, 0]);
  });
});
