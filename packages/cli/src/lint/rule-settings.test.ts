import { expect, it } from 'vitest';
import { readRuleSettings } from './rule-settings.ts';

it('takes pairs of rules and levels, the last of which counts', () => {
  const pairs = [
    ['double-not', 'off'],
    ['empty-key', 'error'],
    ['double-not', 'note'],
  ] as const;
  expect(readRuleSettings(pairs)).toEqual({ 'double-not': 'note', 'empty-key': 'error' });
});

it.each([
  ['dobule-not', 'off', /no rule "dobule-not".*lint --list/],
  ['missing-require', 'off', /no rule "missing-require"/],
  ['double-not', 'fatal', /"double-not" can be off, note, warning, error, not "fatal"/],
])('refuses %s=%s', (name, level, message) => {
  expect(() => readRuleSettings([[name, level]])).toThrow(message);
});
