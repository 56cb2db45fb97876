import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'if header "a" "(" { }',
  'require ["regex"]; if header :regex "a" "^a{1,3}(b|c)$" { }',
  `require ["regex", "variables"]; if header :regex "a" "\${x}(" { }`,
])('regular expressions as keys: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['require ["regex"]; if header :regex "a" ["ok", "("] { }', ['regex-syntax «"("»']],
  [
    'require ["regex"]; if header :regex :comparator "i;octet" "a" "[a-A]" { }',
    ['regex-syntax «"[a-A]"»'],
  ],
])('regular expressions as keys: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
