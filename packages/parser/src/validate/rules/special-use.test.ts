import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each(['require ["fileinto", "special-use"]; fileinto :specialuse "\\\\Junk" "Spam";'])(
  'special uses: nothing is wrong with %s',
  (text) => {
    expect(findings(text)).toEqual([]);
  },
);

test.each([
  [
    'require ["fileinto", "special-use"]; fileinto :specialuse "Junk" "Spam";',
    ['special-use «"Junk"»'],
  ],
  ['require ["special-use"]; if specialuse_exists "" { }', ['special-use «""»']],
])('special uses: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
