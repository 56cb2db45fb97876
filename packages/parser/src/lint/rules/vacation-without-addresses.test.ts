import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'require "vacation"; vacation "away";',
  'require "vacation"; vacation :addresses "a@example.org" :from "a@example.org" "away";',
  `require "vacation"; if address "to" "a@example.org" { keep; }\nvacation "away";`,
])('vacation-without-addresses: nothing in %s', (text) => {
  expect(lintFrames('vacation-without-addresses', text)).toBe('');
});

test('vacation-without-addresses: what it finds', () => {
  const find = (text: string): string => lintFrames('vacation-without-addresses', text);
  expect(
    find(`require "vacation";\nvacation :from "a@example.org" "away";`),
  ).toMatchInlineSnapshot(`
    "<script>:2:1: note: Mail is only answered if it is addressed to the account itself; the script shows that there are other addresses. List those to answer too with :addresses ["…"]. [vacation-without-addresses]
      2 | vacation :from "a@example.org" "away";
        | ^^^^^^^^"
  `);
  expect(
    find(
      `require "vacation";\nif address "to" ["a@example.org", "b@example.org"] { keep; }\nvacation "away";`,
    ),
  ).toMatchInlineSnapshot(`
    "<script>:3:1: note: Mail is only answered if it is addressed to the account itself; the script shows that there are other addresses. List those to answer too with :addresses ["…"]. [vacation-without-addresses]
      3 | vacation "away";
        | ^^^^^^^^"
  `);
});
