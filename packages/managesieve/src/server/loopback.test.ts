import { expect, it } from 'vitest';
import { isLoopback } from './loopback.ts';

it.each<[string | undefined, string | undefined, boolean]>([
  ['127.0.0.1', '127.0.0.1', true],
  ['127.0.0.1', '127.9.9.9', true],
  ['::1', '::1', true],
  ['::ffff:127.0.0.1', '::ffff:127.0.0.1', true],
  ['127.0.0.1', '192.0.2.1', false],
  ['192.0.2.1', '127.0.0.1', false],
  ['127.0.0.1', undefined, false],
  ['::1', '::ffff:192.0.2.1', false],
  ['127.0.0.1', '127.evil.example', false],
])('from %s to %s: %s', (localAddress, remoteAddress, expected) => {
  expect(isLoopback({ localAddress, remoteAddress })).toBe(expected);
});
