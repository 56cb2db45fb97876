import { expect, it } from 'vitest';
import { describeChange } from './change.ts';
import { prepare } from './program.ts';

const mail = 'From: bob@example.org\nTo: alice@lab.test\nSubject: x\n\nHi\n';
const envelope = { from: 'bob@example.org', to: 'alice@lab.test' };
const head =
  'require ["fileinto", "copy", "imap4flags", "reject", "vacation", "editheader", "ihave", ' +
  '"enotify", "vnd.dovecot.pipe"];\n';

it.each<[string, string, string | null]>([
  ['keep;', '', null],
  ['fileinto "A"; fileinto "B";', 'fileinto "B"; fileinto "A";', null],
  ['', 'fileinto "Lists";', 'would move from INBOX to Lists'],
  ['fileinto "A";', 'discard;', 'would be discarded'],
  ['discard;', 'keep;', 'would be filed into INBOX instead of nowhere'],
  ['', 'fileinto :copy "A";', 'would be filed into A too'],
  ['fileinto :copy "A";', '', 'would no longer be filed into A'],
  ['', 'redirect "c@d.test";', 'would no longer be filed into INBOX and be redirected to c@d.test'],
  ['redirect :copy "c@d.test";', '', 'would no longer be redirected to c@d.test'],
  ['', 'reject "go";', 'would no longer be filed into INBOX and be rejected with “go”'],
  ['', 'vacation :subject "away" "x";', 'would be answered with “away”'],
  ['', 'notify "mailto:c@d.test";', 'would be announced to mailto:c@d.test'],
  ['', 'pipe :copy "learn";', 'would be handed to the program learn'],
  ['keep;', 'keep :flags "\\\\Seen";', 'would get the flags \\Seen in INBOX'],
  ['keep :flags "\\\\Seen";', 'keep;', 'would lose its flags in INBOX'],
  ['keep :flags "\\\\Seen";', 'fileinto :flags "\\\\seen" "A";', 'would move from INBOX to A'],
  ['', 'addheader "X-A" "1";', 'would have other content'],
  ['', 'error "no";', 'would make the script fail (no)'],
  ['error "no";', '', 'would no longer make the script fail'],
])('%s → %s', (before, after, expected) => {
  const [old, now] = [before, after].map((text) => prepare(head + text).run(mail, { envelope }));
  expect(old && now && describeChange(old, now)).toBe(expected);
});
