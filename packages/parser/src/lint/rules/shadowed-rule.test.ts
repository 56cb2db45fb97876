import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  `if exists "a" { keep; stop; }\nif exists "b" { keep; }`,
  `if exists "a" { keep; }\nif exists "a" { discard; }`,
  `require "editheader"; if exists "a" { stop; }\naddheader "a" "b";\nif exists "a" { keep; }`,
  `if allof (exists "a", exists "b") { stop; }\nif exists "a" { keep; }`,
])('shadowed-rule: nothing in %s', (text) => {
  expect(lintFrames('shadowed-rule', text)).toBe('');
});

test('shadowed-rule: what it finds', () => {
  const find = (text: string): string => lintFrames('shadowed-rule', text);
  expect(find(`if exists "a" { stop; }\nif exists "a" { keep; }`)).toMatchInlineSnapshot(`
    "<script>:2:4: warning: This rule never runs, because a rule above it takes all of these messages and ends the script. Remove it, or move it up. [shadowed-rule]
      2 | if exists "a" { keep; }
        |    ^^^^^^^^^^"
  `);
  expect(
    find(
      `if anyof (exists "a", header :is "x" ["1", "2"]) { keep; stop; }\nif allof (exists "b", header :is "x" "2") { discard; }`,
    ),
  ).toMatchInlineSnapshot(`
    "<script>:2:4: warning: This rule never runs, because a rule above it takes all of these messages and ends the script. Remove it, or move it up. [shadowed-rule]
      2 | if allof (exists "b", header :is "x" "2") { discard; }
        |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
  `);
});
