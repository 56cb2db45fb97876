import { describe, expect, it } from 'vitest';
import { formatRoute, parseRoute } from './route.ts';

describe('parseRoute', () => {
  it.each([
    ['', { script: null, view: 'rules' }],
    ['#/', { script: null, view: 'rules' }],
    ['#/main/text', { script: 'main', view: 'text' }],
    ['#/main/nonsense', { script: 'main', view: 'rules' }],
    ['#/a%2Fb%20%C3%A9/vacation', { script: 'a/b é', view: 'vacation' }],
    ['#/%E0%A4%A/text', { script: null, view: 'text' }],
  ])('%s', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  it.each(['main', 'a/b', '#?%', 'Ferien été'])('comes back from the address: %s', (script) => {
    const route = { script, view: 'text' } as const;
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });
});
