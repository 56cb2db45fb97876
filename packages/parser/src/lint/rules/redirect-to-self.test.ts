import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'redirect "a@example.org";',
  'if address "to" "a@example.org" { redirect "b@example.org"; }',
  'if not address "to" "a@example.org" { redirect "a@example.org"; }',
])('redirect-to-self: nothing in %s', (text) => {
  expect(lintFrames('redirect-to-self', text)).toBe('');
});

test('redirect-to-self: what it finds', () => {
  const find = (text: string): string => lintFrames('redirect-to-self', text);
  expect(
    find('if address :is "to" "me@example.org" { redirect "me@example.org"; }'),
  ).toMatchInlineSnapshot(`
    "<script>:1:49: warning: The script treats this as an address of one’s own, so the message may come back to this script again and again. Redirect to another address, or use “keep”. [redirect-to-self]
      1 | if address :is "to" "me@example.org" { redirect "me@example.org"; }
        |                                                 ^^^^^^^^^^^^^^^^"
  `);
  expect(
    find(
      `require "vacation";\nvacation :addresses ["me@example.org"] "away";\nredirect "Me@example.org";`,
    ),
  ).toMatchInlineSnapshot(`
    "<script>:3:10: warning: The script treats this as an address of one’s own, so the message may come back to this script again and again. Redirect to another address, or use “keep”. [redirect-to-self]
      3 | redirect "Me@example.org";
        |          ^^^^^^^^^^^^^^^^"
  `);
});
