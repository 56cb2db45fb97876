import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  `require ["fileinto"];\nfileinto "a"; fileinto "b";`,
  'redirect "a@x.example"; redirect "b@x.example";',
  'require ["imap4flags", "fileinto", "copy"]; fileinto :copy "a"; addflag "x"; fileinto :copy "a";',
])('duplicate-action: nothing in %s', (text) => {
  expect(lintFrames('duplicate-action', text)).toBe('');
});

test('duplicate-action: what it finds', () => {
  const find = (text: string): string => lintFrames('duplicate-action', text);
  expect(
    find(`require ["fileinto"];\nfileinto "a";\nfileinto  "a"; # again`),
  ).toMatchInlineSnapshot(`
    "<script>:3:1: warning: This “fileinto” stands above already. Remove one of the two. [duplicate-action]
      3 | fileinto  "a"; # again
        | ^^^^^^^^^^^^^^"
  `);
  expect(find(`keep;\nkeep;`)).toMatchInlineSnapshot(`
    "<script>:2:1: warning: This “keep” stands above already. Remove one of the two. [duplicate-action]
      2 | keep;
        | ^^^^^"
  `);
});
