import { expect, it, vi } from 'vitest';
import { RENEW_INTERVAL } from '../limits.ts';
import { createRenewal } from './renewal.ts';

it('renews while the page is used, once in RENEW_INTERVAL, whatever comes of it', () => {
  let time = 0;
  const renew = vi.fn(() => Promise.reject(new Error('offline')));
  const used = createRenewal(renew, () => time);
  used();
  time = RENEW_INTERVAL - 1;
  used();
  expect(renew).not.toHaveBeenCalled();
  time = RENEW_INTERVAL;
  used();
  used();
  expect(renew).toHaveBeenCalledOnce();
});
