import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each(['require ["relational"]; if header :count "ge" "a" "1" { }'])(
  'relations: nothing is wrong with %s',
  (text) => {
    expect(findings(text)).toEqual([]);
  },
);

test.each([
  ['require ["relational"]; if header :count "GE" "a" "1" { }', ['unknown-relation «"GE"»']],
  ['require ["relational"]; if header :value ">=" "a" "1" { }', ['unknown-relation «">="»']],
  ['require ["relational"]; if header :count "foo" "a" "1" { }', ['unknown-relation «"foo"»']],
  [
    `require ["relational", "variables"]; if header :count "\${x}" "a" "1" { }`,
    [`constant-expected «"\${x}"»`],
  ],
])('relations: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
