import { describe, expect, it } from 'vitest';
import { createEndpoints, readEndpoint } from './endpoint.ts';

const urls = ['http://a:1', 'http://b:2', 'unix:/run/c.sock'].map((url) => new URL(url));

describe('readEndpoint', () => {
  it.each([
    ['http://a:1', { name: 'a:1', baseURL: 'http://a:1/' }],
    ['https://a/rspamd', { name: 'a', baseURL: 'https://a/rspamd/' }],
    [
      'unix:/run/my%20rspamd/c.sock',
      {
        name: 'unix:/run/my rspamd/c.sock',
        baseURL: 'http://localhost/',
        socketPath: '/run/my rspamd/c.sock',
      },
    ],
  ])('reads %s', (url, endpoint) => {
    expect(readEndpoint(new URL(url))).toEqual(endpoint);
  });
});

describe('createEndpoints', () => {
  it('goes round when one fails after the other', () => {
    const endpoints = createEndpoints(urls, 1000);
    const names = urls.concat(urls).map(() => {
      const endpoint = endpoints.current();
      endpoints.failed(endpoint);
      return endpoint.name;
    });
    const round = ['a:1', 'b:2', 'unix:/run/c.sock'];
    expect(names).toEqual([...round, ...round]);
  });

  it('counts several that failed together as one', () => {
    const endpoints = createEndpoints(urls, 1000);
    const first = endpoints.current();
    for (let count = 0; count < 4; count += 1) endpoints.failed(first);
    expect(endpoints.current().name).toBe('b:2');
  });

  it('comes back to the first after a while', () => {
    let now = 0;
    const endpoints = createEndpoints(urls, 1000, () => now);
    endpoints.failed(endpoints.current());
    now = 999;
    expect(endpoints.current().name).toBe('b:2');
    now = 1000;
    expect(endpoints.current().name).toBe('a:1');
  });
});
