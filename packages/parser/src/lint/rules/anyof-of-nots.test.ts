import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'if allof (not address "from" "a@x", not address "from" "b@x") { discard; }',
  'if anyof (not address "from" "a@x", not address "to" "b@x") { keep; }',
  'if anyof (not header :contains "subject" "a", not header :contains "subject" "b") { keep; }',
  'if anyof (not address "from" "a@x", true) { keep; }',
])('anyof-of-nots: nothing in %s', (text) => {
  expect(lintFrames('anyof-of-nots', text)).toBe('');
});

test('anyof-of-nots: what it finds', () => {
  const find = (text: string): string => lintFrames('anyof-of-nots', text);
  expect(
    find('if anyof (not address "from" "a@x", not address "from" "b@x") { discard; }'),
  ).toMatchInlineSnapshot(`
    "<script>:1:4: warning: One value cannot equal all of these keys at once, so one of the “not” is always true and every message passes. Write “allof” to mean none of them. [anyof-of-nots]
      1 | if anyof (not address "from" "a@x", not address "from" "b@x") { discard; }
        |    ^^^^^
    Replace by allof:
        if allof (not address "from" "a@x", not address "from" "b@x") { discard; }"
  `);
  expect(
    find(`if anyof (not header :is "list-id" "a",\n    not header :is "list-id" "b") { keep; }`),
  ).toMatchInlineSnapshot(`
    "<script>:1:4: warning: One value cannot equal all of these keys at once, so one of the “not” is always true and every message passes. Write “allof” to mean none of them. [anyof-of-nots]
      1 | if anyof (not header :is "list-id" "a",
        |    ^^^^^
    Replace by allof:
        if allof (not header :is "list-id" "a",
            not header :is "list-id" "b") { keep; }"
  `);
});
