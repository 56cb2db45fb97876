import { expect, it } from 'vitest';
import { KeyedLock } from './keyed-lock.ts';

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

it('runs work of one key in order, and of others meanwhile', async () => {
  const lock = new KeyedLock();
  const log: string[] = [];
  const work = (name: string, ms: number) => async () => {
    log.push(`${name} begins`);
    await pause(ms);
    log.push(`${name} ends`);
  };
  await Promise.all([
    lock.run('a', work('a1', 20)),
    lock.run('a', work('a2', 0)),
    lock.run('b', work('b', 5)),
  ]);
  expect(log).toEqual(['a1 begins', 'b begins', 'b ends', 'a1 ends', 'a2 begins', 'a2 ends']);
});

it('goes on after work that failed', async () => {
  const lock = new KeyedLock();
  const failed = lock.run('a', () => Promise.reject(new Error('no')));
  const next = lock.run('a', async () => 'yes');
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('yes');
});
