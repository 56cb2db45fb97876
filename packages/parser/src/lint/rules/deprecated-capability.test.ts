import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each(['require "imap4flags"; addflag "a";', 'require "enotify"; notify "mailto:a@b.c";'])(
  'deprecated-capability: nothing in %s',
  (text) => {
    expect(lintFrames('deprecated-capability', text)).toBe('');
  },
);

test('deprecated-capability: what it finds', () => {
  const find = (text: string): string => lintFrames('deprecated-capability', text);
  expect(find(`require ["imapflags"];\nmark;\nif true { unmark; }`)).toMatchInlineSnapshot(`
    "<script>:1:10: warning: "imapflags" is an old extension that few servers still have. Use "imap4flags" instead. [deprecated-capability]
      1 | require ["imapflags"];
        |          ^^^^^^^^^^^
    Move to "imap4flags":
        require ["imap4flags"];
        addflag "\\\\Flagged";
        if true { removeflag "\\\\Flagged"; }"
  `);
  expect(
    find(
      `require ["notify", "fileinto"];\nnotify :method "mailto" :options ["a@example.org"] :high :message "mail";`,
    ),
  ).toMatchInlineSnapshot(`
    "<script>:1:10: warning: "notify" is an old extension that few servers still have. Use "enotify" instead. [deprecated-capability]
      1 | require ["notify", "fileinto"];
        |          ^^^^^^^^
    Move to "enotify":
        require ["enotify", "fileinto"];
        notify :importance "1" :message "mail" "mailto:a@example.org";"
  `);
  expect(find(`require "notify";\ndenotify;`)).toMatchInlineSnapshot(`
    "<script>:1:9: warning: "notify" is an old extension that few servers still have. Use "enotify" instead. [deprecated-capability]
      1 | require "notify";
        |         ^^^^^^^^"
  `);
  expect(
    find(`require "vnd.dovecot.duplicate";\nif duplicate :value "x" { discard; stop; }`),
  ).toMatchInlineSnapshot(`
    "<script>:1:9: warning: "vnd.dovecot.duplicate" is an old extension that few servers still have. Use "duplicate" instead. [deprecated-capability]
      1 | require "vnd.dovecot.duplicate";
        |         ^^^^^^^^^^^^^^^^^^^^^^^
    Move to "duplicate":
        require "duplicate";
        if duplicate :uniqueid "x" { discard; stop; }"
  `);
  expect(find('require ["imapflags", "imap4flags"];')).toMatchInlineSnapshot(`
    "<script>:1:10: warning: "imapflags" is an old extension that few servers still have. Use "imap4flags" instead. [deprecated-capability]
      1 | require ["imapflags", "imap4flags"];
        |          ^^^^^^^^^^^"
  `);
});
