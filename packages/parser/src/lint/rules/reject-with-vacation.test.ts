import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'require ["reject", "vacation"]; if exists "a" { reject "no"; } else { vacation "away"; }',
])('reject-with-vacation: nothing in %s', (text) => {
  expect(lintFrames('reject-with-vacation', text)).toBe('');
});

test('reject-with-vacation: what it finds', () => {
  const find = (text: string): string => lintFrames('reject-with-vacation', text);
  expect(
    find(`require ["reject", "vacation"];\nvacation "away";\nreject "no";`),
  ).toMatchInlineSnapshot(`
    "<script>:3:1: warning: A message cannot be rejected and answered by “vacation” at once: the script fails when both run. Put them into different branches. [reject-with-vacation]
      3 | reject "no";
        | ^^^^^^"
  `);
});
