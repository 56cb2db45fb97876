import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createSessionCookie } from './session-cookie.ts';

const cookie = createSessionCookie({ port: 8080 });

describe('createSessionCookie', () => {
  it.each([
    ['alone', 'sievekit-8080=abc', 'abc'],
    ['among others', 'theme=dark; sievekit-8080=abc; x=y', 'abc'],
    ['of another port', 'sievekit-8081=abc', undefined],
    ['with a longer name', 'my-sievekit-8080=abc', undefined],
    ['missing', '', undefined],
  ])('reads a cookie %s', (_, header, id) => {
    expect(cookie.read({ headers: { cookie: header } } as IncomingMessage)).toBe(id);
  });

  it('takes only a cookie of its own host where the public address is https', () => {
    const secure = createSessionCookie({ port: 8080, publicUrl: 'https://sieve.example.org' });
    const read = (header: string) =>
      secure.read({ headers: { cookie: header } } as IncomingMessage);
    expect(read('__Host-sievekit=abc')).toBe('abc');
    expect(read('sievekit-8080=abc')).toBeUndefined();
  });

  it.each([
    ['https://example.org/sieve/', '__Host-sievekit-sieve'],
    ['https://example.org/a/b', '__Host-sievekit-a~b'],
  ])('tells two editors under one host apart: %s', (publicUrl, name) => {
    const { read } = createSessionCookie({ port: 8080, publicUrl });
    const header = `__Host-sievekit=root; ${name}=abc`;
    expect(read({ headers: { cookie: header } } as IncomingMessage)).toBe('abc');
  });
});
