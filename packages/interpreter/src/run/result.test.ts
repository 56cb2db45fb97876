import { expect, it } from 'vitest';
import { prepare } from '../program.ts';

const head = 'require ["fileinto", "copy"];\n';

// As the server does it: what is done once has one say in whether the message is kept besides.
it.each([
  ['fileinto :copy "A"; fileinto "A";', ['A'], true],
  ['fileinto "A"; fileinto :copy "A";', ['A'], false],
  ['fileinto :copy "INBOX"; keep;', ['INBOX'], true],
  ['keep; fileinto :copy "INBOX";', ['INBOX'], false],
  ['fileinto :copy "A"; keep;', ['A', 'INBOX'], false],
  ['fileinto :copy "A"; fileinto "A"; discard;', ['A'], false],
])('%s', (script, mailboxes, kept) => {
  const { actions, implicitKeep } = prepare(head + script).run('Subject: x\n\n');
  expect(actions.flatMap((one) => ('mailbox' in one ? [one.mailbox] : []))).toEqual(mailboxes);
  expect(implicitKeep).toBe(kept);
});

it('takes an address with a control character for none', () => {
  const script = 'if address :localpart :contains "cc" "" { discard; }';
  for (const [value, found] of [
    ['"a\r\n b"@x.org', true],
    ['"a\r\n\tb"@x.org', false],
    ['"a\u007fb"@x.org', false],
    ['"a\r\n\tb" <c@d.org>', true],
    ['(a comment)', false],
  ] as const) {
    const { actions } = prepare(script).run(`Cc: ${value}\r\n\r\n`);
    expect(actions.length > 0, value).toBe(found);
  }
});
