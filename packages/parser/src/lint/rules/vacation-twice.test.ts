import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each(['require "vacation"; if exists "a" { vacation "a"; } else { vacation "b"; }'])(
  'vacation-twice: nothing in %s',
  (text) => {
    expect(lintFrames('vacation-twice', text)).toBe('');
  },
);

test('vacation-twice: what it finds', () => {
  const find = (text: string): string => lintFrames('vacation-twice', text);
  expect(find(`require "vacation";\nvacation "a";\nvacation :days 3 "b";`)).toMatchInlineSnapshot(`
    "<script>:3:1: warning: A message gets one automatic answer at most: the script fails when a second “vacation” runs. Put them into different branches. [vacation-twice]
      3 | vacation :days 3 "b";
        | ^^^^^^^^"
  `);
});
