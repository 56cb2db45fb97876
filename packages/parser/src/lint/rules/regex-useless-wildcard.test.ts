import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'require "regex"; if header :regex "a" "^a.*b$" { keep; }',
  'require ["regex", "variables"]; if header :regex "a" ".*(b)" { keep; }',
  `require "regex"; if header :regex "a" "a\\\\.*" { keep; }`,
])('regex-useless-wildcard: nothing in %s', (text) => {
  expect(lintFrames('regex-useless-wildcard', text)).toBe('');
});

test('regex-useless-wildcard: what it finds', () => {
  const find = (text: string): string => lintFrames('regex-useless-wildcard', text);
  expect(
    find(`require "regex";\nif header :regex "subject" ".*sale[0-9].*" { keep; }`),
  ).toMatchInlineSnapshot(`
    "<script>:2:28: note: A regular expression is looked for anywhere in the value, so “.*” at its start or end only costs time. Remove it. [regex-useless-wildcard]
      2 | if header :regex "subject" ".*sale[0-9].*" { keep; }
        |                            ^^^^^^^^^^^^^^^
    Remove “.*” at the ends:
        require "regex";
        if header :regex "subject" "sale[0-9]" { keep; }"
  `);
});
