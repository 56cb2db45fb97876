import { describe, expect, it } from 'vitest';
import { basePathOf, withoutBase } from './base-path.ts';

describe('basePathOf', () => {
  it.each([
    [undefined, '/'],
    ['https://mail.example.org', '/'],
    ['https://mail.example.org/', '/'],
    ['https://mail.example.org/sieve', '/sieve/'],
    ['https://mail.example.org/mail/sieve/', '/mail/sieve/'],
  ])('of %s is %s', (publicUrl, base) => {
    expect(basePathOf(publicUrl === undefined ? {} : { publicUrl })).toBe(base);
  });
});

describe('withoutBase', () => {
  it.each([
    ['/sieve/', '/'],
    ['/sieve/api/login?x=1', '/api/login?x=1'],
    ['/sieve//evil.example', '//evil.example'],
    ['/api/login', '/api/login'],
    ['/sieves/', '/sieves/'],
    ['/sieve', undefined],
    ['/sieve?x=1', undefined],
  ])('%s is %s', (url, within) => {
    expect(withoutBase(url, '/sieve/')).toBe(within);
  });

  it('leaves all as it is where there is no path', () => {
    expect(withoutBase('/sieve', '/')).toBe('/sieve');
  });
});
