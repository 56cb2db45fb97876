import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'redirect "A. B <a@example.org>";',
  'redirect "\\"a b\\"@example.org";',
  `require ["variables"]; redirect "\${x}";`,
  'require ["extlists"]; redirect :list "friends";',
  `require ["encoded-character"]; redirect "a\${hex:40}example.org";`,
])('addresses: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['redirect "x";', ['address-syntax «"x"»']],
  ['redirect "";', ['address-syntax «""»']],
  ['redirect "a@example.org, b@example.org";', ['address-syntax «"a@example.org, b@example.org"»']],
  ['redirect "g: a@example.org;";', ['address-syntax «"g: a@example.org;"»']],
  [
    'require ["vacation"]; vacation :from "a@example.org, B <b@example.org>" "x";',
    ['several-addresses (warning) «"a@example.org, B <b@example.org>"»'],
  ],
  ['require ["vacation"]; vacation :from "me" "x";', ['address-syntax «"me"»']],
])('addresses: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
