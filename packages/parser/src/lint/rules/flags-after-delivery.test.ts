import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'require ["imap4flags", "fileinto"]; addflag "x"; fileinto "a";',
  'require "imap4flags"; addflag "x";',
  'require ["imap4flags", "fileinto", "copy"]; fileinto :copy "a"; addflag "x";',
  `require ["imap4flags", "fileinto"]; if exists "a" { fileinto "a"; addflag "x"; }\nkeep;`,
])('flags-after-delivery: nothing in %s', (text) => {
  expect(lintFrames('flags-after-delivery', text)).toBe('');
});

test('flags-after-delivery: what it finds', () => {
  const find = (text: string): string => lintFrames('flags-after-delivery', text);
  expect(
    find(`require ["imap4flags", "fileinto"];\nfileinto "a";\naddflag "\\\\Seen";`),
  ).toMatchInlineSnapshot(`
    "<script>:3:1: warning: “fileinto” above has stored the message already, so this changes no flag of it. Move it before “fileinto”. [flags-after-delivery]
      3 | addflag "\\\\Seen";
        | ^^^^^^^"
  `);
  expect(
    find(
      `require ["imap4flags", "fileinto"];\nif exists "a" { fileinto "a"; setflag "x"; stop; }\nkeep;`,
    ),
  ).toMatchInlineSnapshot(`
    "<script>:2:31: warning: “fileinto” above has stored the message already, so this changes no flag of it. Move it before “fileinto”. [flags-after-delivery]
      2 | if exists "a" { fileinto "a"; setflag "x"; stop; }
        |                               ^^^^^^^"
  `);
});
