import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'require ["relational", "comparator-i;ascii-numeric"]; if header :value "gt" :comparator "i;ascii-numeric" "x" "5" { keep; }',
  'require ["relational", "date"]; if currentdate :value "ge" "month" "06" { keep; }',
  'require "relational"; if header :value "gt" "x" "abc" { keep; }',
])('numeric-comparator: nothing in %s', (text) => {
  expect(lintFrames('numeric-comparator', text)).toBe('');
});

test('numeric-comparator: what it finds', () => {
  const find = (text: string): string => lintFrames('numeric-comparator', text);
  expect(
    find(`require ["relational"];\nif header :value "gt" "x-score" "5" { keep; }`),
  ).toMatchInlineSnapshot(`
    "<script>:2:11: warning: Without the comparator "i;ascii-numeric" numbers are compared as text, where "10" comes before "9". Add :comparator "i;ascii-numeric". [numeric-comparator]
      2 | if header :value "gt" "x-score" "5" { keep; }
        |           ^^^^^^^^^^^
    Add :comparator "i;ascii-numeric":
        require ["relational", "comparator-i;ascii-numeric"];
        if header :value "gt" :comparator "i;ascii-numeric" "x-score" "5" { keep; }"
  `);
  expect(
    find(
      `require ["relational", "comparator-i;ascii-numeric"];\nif header :count "ge" :comparator "i;octet" "to" ["10"] { keep; }`,
    ),
  ).toMatchInlineSnapshot(`
    "<script>:2:11: warning: Without the comparator "i;ascii-numeric" numbers are compared as text, where "10" comes before "9". Add :comparator "i;ascii-numeric". [numeric-comparator]
      2 | if header :count "ge" :comparator "i;octet" "to" ["10"] { keep; }
        |           ^^^^^^^^^^^
    Add :comparator "i;ascii-numeric":
        require ["relational", "comparator-i;ascii-numeric"];
        if header :count "ge" :comparator "i;ascii-numeric" "to" ["10"] { keep; }"
  `);
});
