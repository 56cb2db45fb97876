import { expect, it, vi } from 'vitest';
import { installTrustedTypes } from './trusted-type.ts';

const base = 'https://mail.example.org/sieve/';

function install() {
  const createPolicy = vi.fn();
  installTrustedTypes({ trustedTypes: { createPolicy } }, base);
  return createPolicy.mock.calls[0] ?? [];
}

it('lets scripts of this site pass, and none of another', () => {
  const [name, rules] = install();
  expect(name).toBe('default');
  expect(rules.createScriptURL('assets/worker.js')).toBe(`${base}assets/worker.js`);
  expect(() => rules.createScriptURL('//evil.example/x.js')).toThrow('evil.example');
  expect(() => rules.createScriptURL('data:text/javascript,1')).toThrow(TypeError);
});

it('turns no text into HTML or script', () => {
  expect(Object.keys(install()[1])).toEqual(['createScriptURL']);
});

it('does nothing where the browser has no Trusted Types', () => {
  expect(() => installTrustedTypes({}, base)).not.toThrow();
});
