import { describe, expect, it } from 'vitest';
import { prepare } from './program.ts';
import type { RunOptions } from './run/option.ts';
import type { ProgramCall } from './run/program-call.ts';

const extensions = [
  ...['fileinto', 'copy', 'variables', 'mailbox', 'imap4flags', 'envelope', 'mime', 'date'],
  ...['foreverypart', 'replace', 'enclose', 'vacation', 'enotify', 'fcc', 'special-use'],
  ...['mailboxid', 'extlists', 'environment', 'imapsieve', 'vnd.dovecot.imapsieve', 'ihave'],
  ...['vnd.dovecot.pipe', 'vnd.dovecot.filter', 'vnd.dovecot.execute', 'vnd.dovecot.report'],
];
const head = `require [${extensions.map((name) => `"${name}"`).join(', ')}];\n`;
const mail = [
  'From: bob@example.org',
  'To: alice@lab.test',
  'Subject: one',
  'Content-Type: multipart/mixed; boundary="b"',
  '',
  '--b',
  '',
  'plain part',
  '--b',
  'Content-Type: application/pdf',
  '',
  'pdf part',
  '--b--',
  '',
].join('\r\n');

function outcome(script: string, options: RunOptions = {}): string {
  const { actions, implicitKeep, errors } = prepare(head + script).run(mail, options);
  const words = actions.map((action) => ('mailbox' in action ? action.mailbox : action.type));
  return [
    ...words,
    ...(implicitKeep ? ['implicit'] : []),
    ...errors.map(({ message }) => message),
  ].join(' ');
}

describe('programs of the server', () => {
  const runProgram = ({ program, input }: ProgramCall) => ({
    ok: program !== 'bad',
    output: program === 'size' ? `${input?.length ?? 'none'}` : 'Subject: new\r\n\r\nbody\r\n',
  });
  it.each([
    ['pipe "p" ["a", "b"];', 'pipe'],
    ['pipe :copy "p";', 'pipe implicit'],
    ['pipe "bad";', 'implicit The program bad failed.'],
    ['pipe :try "bad";', 'implicit'],
    ['pipe "p"; pipe "p";', 'implicit The action pipe cannot go together with pipe of line 2.'],
    ['filter "f"; if header "subject" "new" { discard; }', 'filter discard'],
    ['filter "bad";', 'implicit The program of filter failed.'],
    ['if filter "bad" { discard; }', 'filter implicit'],
    ['execute :output "v" "size"; fileinto "${v}";', 'execute none'],
    ['execute :input "abc" :output "v" "size"; fileinto "${v}";', 'execute 3'],
    [`execute :pipe :output "v" "size"; fileinto "\${v}";`, `execute ${mail.length}`],
    ['if not execute "bad" { discard; }', 'execute discard'],
    ['report "abuse" "spam" "a@b.test";', 'report implicit'],
  ])('%s → %s', (script, expected) => {
    expect(outcome(script, { runProgram })).toBe(expected);
  });

  it('are told what the script gives them', () => {
    const calls: ProgramCall[] = [];
    outcome('set "v" "x"; pipe :copy "p" ["a", "${v}"];', {
      runProgram: (call) => {
        calls.push(call);
        return { ok: true };
      },
    });
    expect(calls).toMatchObject([{ kind: 'pipe', program: 'p', arguments: ['a', 'x'] }]);
    expect(new TextDecoder().decode(calls[0]?.input ?? undefined)).toBe(mail);
  });
});

describe('lists, mailboxes and copies', () => {
  const options: RunOptions = {
    lists: { friends: ['Bob@example.org'], team: ['x@y.test', 'z@y.test'] },
    mailboxes: [{ name: 'INBOX' }, { name: 'Spam', id: 'F1', specialUse: ['\\Junk'] }],
    environment: { 'imap.cause': 'APPEND', 'imap.mailbox': 'Work' },
  };
  it.each([
    ['if address :list "from" "friends" { fileinto "${0}"; }', 'bob@example.org'],
    ['if address :list "to" "friends" { discard; }', 'implicit'],
    ['if address :list "to" "nobody" { discard; }', 'implicit There is no list "nobody".'],
    ['if valid_ext_list "friends" { discard; }', 'discard'],
    ['if valid_ext_list ["friends", "nobody"] { discard; }', 'implicit'],
    ['redirect :list "team";', 'redirect redirect'],
    ['fileinto :mailboxid "F1" "x";', 'Spam'],
    ['fileinto :mailboxid "F2" "x";', 'x'],
    ['fileinto :specialuse "\\\\junk" "x";', 'Spam'],
    ['if environment "imap.cause" "APPEND" { fileinto "append"; }', 'append'],
  ])('%s → %s', (script, expected) => {
    expect(outcome(script, options)).toBe(expected);
  });

  it.each([
    ['vacation :fcc "Sent" "x";', { mailbox: 'Sent', flags: [], create: false }],
    [
      'vacation :fcc "Sent" :flags "\\\\Seen" :create "x";',
      { mailbox: 'Sent', flags: ['\\Seen'], create: true },
    ],
    [
      'notify :fcc "x" :specialuse "\\\\Junk" "mailto:a@b.test";',
      { mailbox: 'Spam', flags: [], create: false },
    ],
    ['vacation "x";', null],
  ])('%s files %j', (script, fcc) => {
    const [action] = prepare(head + script).run(mail, options).actions;
    expect(action).toMatchObject({ fcc });
  });
});

describe('replace and enclose (RFC 5703)', () => {
  const messageAfter = (script: string): string =>
    prepare(head + script).run(mail, {
      now: new Date('2026-12-24T18:00:00Z'),
      envelope: { to: 'alice@lab.test' },
    }).message.octets;

  it('replaces a part', () => {
    const script =
      'foreverypart { if header :mime :subtype "content-type" "pdf" { replace "gone"; } }';
    expect(messageAfter(script)).toBe(
      mail.replace(
        'Content-Type: application/pdf\r\n\r\npdf part',
        'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\ngone',
      ),
    );
  });

  it('replaces all parts, each at its place', () => {
    const script =
      'foreverypart { if not header :mime :type "content-type" "multipart" ' +
      '{ replace :mime "X-A: b\r\n\r\nnew"; } }';
    expect(messageAfter(script)).toContain(
      '--b\r\nX-A: b\r\n\r\nnew\r\n--b\r\nX-A: b\r\n\r\nnew\r\n--b--',
    );
  });

  it('replaces the message', () => {
    expect(messageAfter('replace :subject "two" "text";').split('\r\n')).toEqual([
      'From: bob@example.org',
      'To: alice@lab.test',
      'Subject: two',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      'text',
    ]);
  });

  it('encloses the message, and tests see the new one', () => {
    const octets = messageAfter(
      'enclose :subject "two" :headers "To" "text"; if not header "subject" "two" { error ""; }',
    );
    expect(octets.split('\r\n').slice(0, 17)).toEqual([
      'From: <alice@lab.test>',
      'Date: Thu, 24 Dec 2026 18:00:00 +0000',
      'To: alice@lab.test',
      'Subject: two',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="enclosed-1"',
      '',
      '--enclosed-1',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      'text',
      '--enclosed-1',
      'Content-Type: message/rfc822',
      '',
      'From: bob@example.org',
      'To: alice@lab.test',
    ]);
    expect(octets).toContain(`${mail}\r\n--enclosed-1--`);
  });
});
