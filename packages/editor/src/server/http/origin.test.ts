import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createOriginCheck } from './origin.ts';

const local = { host: '127.0.0.1' };
const open = { host: '0.0.0.0' };
const behindProxy = { host: '127.0.0.1', publicUrl: 'https://sieve.example.org/' };

describe('createOriginCheck', () => {
  it.each([
    ['own page', local, { host: '127.0.0.1:8080', origin: 'http://127.0.0.1:8080' }, true],
    ['localhost', local, { host: 'localhost:8080', origin: 'http://localhost:8080' }, true],
    ['IPv6', local, { host: '[::1]:8080', origin: 'http://[::1]:8080' }, true],
    ['another site', local, { host: '127.0.0.1:8080', origin: 'http://evil.example' }, false],
    ['another port', local, { host: '127.0.0.1:8080', origin: 'http://127.0.0.1:9090' }, false],
    ['no origin', local, { host: '127.0.0.1:8080' }, false],
    ['an opaque origin', local, { host: '127.0.0.1:8080', origin: 'null' }, false],
    [
      'a rebound name',
      local,
      { host: 'evil.example:8080', origin: 'http://evil.example:8080' },
      false,
    ],
    [
      'a name like loopback',
      local,
      { host: 'localhost.evil.example', origin: 'http://localhost.evil.example' },
      false,
    ],
    ['a network name', open, { host: 'sieve.lan:8080', origin: 'http://sieve.lan:8080' }, true],
    ['another one', open, { host: 'sieve.lan:8080', origin: 'http://wiki.lan:8080' }, false],
    [
      'the public URL',
      behindProxy,
      { host: '127.0.0.1:8080', origin: 'https://sieve.example.org' },
      true,
    ],
    [
      'the host behind it',
      behindProxy,
      { host: '127.0.0.1:8080', origin: 'http://127.0.0.1:8080' },
      false,
    ],
    [
      'the public host without TLS',
      behindProxy,
      { host: 'x', origin: 'http://sieve.example.org' },
      false,
    ],
    [
      'what the browser calls a neighbour',
      open,
      { host: 'sieve.lan', origin: 'http://sieve.lan', 'sec-fetch-site': 'same-site' },
      false,
    ],
    [
      'what the browser calls our own',
      open,
      { host: 'sieve.lan', origin: 'http://sieve.lan', 'sec-fetch-site': 'same-origin' },
      true,
    ],
  ])('%s', (_, settings, headers, allowed) => {
    expect(createOriginCheck(settings)({ headers } as IncomingMessage)).toBe(allowed);
  });
});
