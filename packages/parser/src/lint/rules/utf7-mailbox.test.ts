import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  `require ["fileinto"];\nfileinto "Entwürfe";`,
  `require ["fileinto"];\nfileinto "Q&A-Lists";`,
  `require ["fileinto"];\nfileinto "R&-D";`,
  `require ["fileinto"];\nfileinto "A & B";`,
])('utf7-mailbox: nothing in %s', (text) => {
  expect(lintFrames('utf7-mailbox', text)).toBe('');
});

test('utf7-mailbox: what it finds', () => {
  const find = (text: string): string => lintFrames('utf7-mailbox', text);
  expect(find(`require ["fileinto"];\nfileinto "Entw&APw-rfe";`)).toMatchInlineSnapshot(`
    "<script>:2:10: warning: Sieve takes folder names in UTF-8, so this makes a folder that is really called “Entw&APw-rfe”. Write “Entwürfe”. [utf7-mailbox]
      2 | fileinto "Entw&APw-rfe";
        |          ^^^^^^^^^^^^^^
    Write "Entwürfe":
        require ["fileinto"];
        fileinto "Entwürfe";"
  `);
  expect(
    find(`require "mailbox";\nif mailboxexists ["a", "&ZeVnLIqe-"] { keep; }`),
  ).toMatchInlineSnapshot(`
    "<script>:2:24: warning: Sieve takes folder names in UTF-8, so this makes a folder that is really called “&ZeVnLIqe-”. Write “日本語”. [utf7-mailbox]
      2 | if mailboxexists ["a", "&ZeVnLIqe-"] { keep; }
        |                        ^^^^^^^^^^^^
    Write "日本語":
        require "mailbox";
        if mailboxexists ["a", "日本語"] { keep; }"
  `);
});
