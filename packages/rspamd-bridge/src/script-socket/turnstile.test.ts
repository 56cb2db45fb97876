import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTurnstile } from './turnstile.ts';

describe('createTurnstile', () => {
  it('lets so many through at once, and the next when one leaves', async () => {
    const { enter } = createTurnstile(2, 10_000);
    const [first] = [await enter(), await enter()];
    const order: string[] = [];
    const third = enter().then(() => void order.push('third'));
    const fourth = enter().then((leave) => {
      order.push('fourth');
      return leave;
    });
    await delay(20);
    expect(order).toEqual([]);
    first();
    first(); // counts once
    await third;
    await delay(5);
    expect(order).toEqual(['third']);
    void fourth.then((leave) => leave());
  });

  it('lets nobody wait for longer than its time', async () => {
    const { enter } = createTurnstile(1, 30);
    await enter();
    const began = performance.now();
    await enter();
    expect(performance.now() - began).toBeGreaterThanOrEqual(25);
  });
});
