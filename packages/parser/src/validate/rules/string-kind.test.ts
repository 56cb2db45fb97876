import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test('every string of a list is checked', () => {
  const text = 'require "envelope"; if envelope ["from", "form"] "x" { }';
  expect(findings(text)).toEqual(['unknown-envelope-part «"form"»']);
});

test('a string with a variable is left to the server', () => {
  const text = `require ["envelope", "variables"]; if envelope "\${part}" "x" { }`;
  expect(findings(text)).toEqual([]);
});

test('without the extension variables the same string is a constant', () => {
  const text = `require "envelope"; if envelope "\${part}" "x" { }`;
  expect(findings(text)).toEqual([`unknown-envelope-part «"\${part}"»`]);
});
