import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import { maxChangeKinds } from '../limits.ts';
import { run } from '../program.ts';

const folder = mkdtempSync(join(tmpdir(), 'sievekit-compare-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
};
const mail = (subject: string): string =>
  `From: bob@example.org\nTo: alice@lab.test\nSubject: ${subject}\n\nHi\n`;

const old = file(
  'old.sieve',
  'require "fileinto";\n# rule:[Bills]\nif header :contains "subject" "bill" { fileinto "Bills"; }\n',
);
const now = file(
  'new.sieve',
  'require "fileinto";\n# rule:[Lists]\nif header :contains "subject" "list" { fileinto "Lists"; }\n' +
    'elsif header "subject" "spam" { discard; }\nelsif header "subject" "x" { keep; }\n',
);
file('Maildir/cur/2', mail('a list'));
file('Maildir/cur/10', mail('a bill'));
file('Maildir/new/3', mail('spam'));
file('Maildir/.Other/cur/1', mail('list'));
const maildir = join(folder, 'Maildir');
const mbox = file(
  'box.mbox',
  ['list', 'other', '>From x'].map((text) => `From bob Mon Nov  2\n${mail(text)}\n`).join(''),
);

async function compare(...args: string[]) {
  const terminal = recordTerminal();
  const status = await run(['compare', ...args], terminal);
  return { status, out: terminal.output().replaceAll(folder, ''), err: terminal.errors() };
}

describe('sievekit compare', () => {
  it('says what would change, message by message and in sum', async () => {
    const { status, out } = await compare(old, now, maildir);
    expect(status).toBe(0);
    expect(out.replace(/ +\d+\.\d\d µs/g, ' ? µs')).toMatchInlineSnapshot(`
      "/Maildir/cur/10: would move from Bills to INBOX
      /Maildir/cur/2: would move from INBOX to Lists (line 3)
      /Maildir/new/3: would be discarded (line 4)

      1 would move from Bills to INBOX,
      1 would move from INBOX to Lists,
      1 would be discarded,
      0 of 3 would stay as they are.

      Rules of /old.sieve, and what each costs a message
        line 3    fired 1 × ? µs  Bills

      Rules of /new.sieve, and what each costs a message
        line 3    fired 1 × ? µs  Lists
        line 4    fired 1 × ? µs  elsif header "subject" "spam"
        line 5    never fired ? µs  elsif header "subject" "x"
      "
    `);
  });

  it('takes files, folders and mboxes', async () => {
    const single = file('single.eml', mail('list'));
    const plain = file('mails/a.eml', mail('list'));
    const { out } = await compare(old, now, single, join(plain, '..'), mbox);
    expect(out).toContain('/single.eml: would move from INBOX to Lists (line 3)\n');
    expect(out).toContain('/mails/a.eml: would move');
    expect(out).toContain('/box.mbox:1: would move');
    expect(out).toContain('3 would move from INBOX to Lists,\n2 of 5 would stay as they are.');
  });

  it('gives JSON', async () => {
    const { out } = await compare('--json', old, now, maildir);
    expect(JSON.parse(out)).toMatchObject({
      messages: [
        {
          message: '/Maildir/cur/10',
          change: 'would move from Bills to INBOX',
          before: { actions: [{ type: 'fileinto', mailbox: 'Bills', line: 3 }] },
          after: { actions: [], implicitKeep: true },
        },
        { change: 'would move from INBOX to Lists' },
        { change: 'would be discarded' },
      ],
      total: 3,
      changed: 3,
      unread: 0,
      summary: [{ count: 1 }, { count: 1 }, { count: 1 }],
      rules: { new: [{ line: 3, name: 'Lists', fired: 1 }, { fired: 1 }, { fired: 0 }] },
    });
    const nothing = await compare('--json', old, old, maildir);
    expect(JSON.parse(nothing.out)).toMatchObject({ messages: [], changed: 0, summary: [] });
  });

  it('clears the line of the bar before it prints there', async () => {
    const terminal = recordTerminal({ screen: true });
    await run(['compare', old, now, join(maildir, 'new', '3')], terminal);
    expect(terminal.errors().replaceAll('\r\u001b[K\u001b7', '')).toBe('');
    expect(terminal.errors()).not.toBe('');
  });

  it('remembers nothing from message to message', async () => {
    const text = 'require ["duplicate", "vacation"]; vacation "x"; if duplicate { discard; }';
    const script = file('memory.sieve', text);
    const twice = file('twice/1', `Message-ID: <a@b>\n${mail('x')}`);
    file('twice/2', `Message-ID: <a@b>\n${mail('x')}`);
    const { out } = await compare(file('empty.sieve', ''), script, join(twice, '..'));
    expect(out).toContain('2 would be answered with “Auto: x”');
  });

  it('counts kinds of changes up to a limit', async () => {
    const text =
      'require ["fileinto", "variables"]; if header :matches "subject" "*" { fileinto "${1}"; }';
    const script = file('each.sieve', text);
    const mails = Array.from(
      { length: maxChangeKinds + 5 },
      (_, at) => `From x\n${mail(`m${at}`)}\n`,
    );
    const box = file('many.mbox', mails.join(''));
    const { out } = await compare('--json', file('empty.sieve', ''), script, box);
    expect(JSON.parse(out)).toMatchObject({ changed: maxChangeKinds + 5, others: 5 });
  });

  it('shows no character that a terminal would obey', async () => {
    const text =
      'require ["fileinto", "variables"]; if header :matches "subject" "*" { fileinto "${1}"; }';
    const message = file('escape.eml', mail('\u001b[31mred'));
    const { out } = await compare(file('empty.sieve', ''), file('each.sieve', text), message);
    expect(out).toContain('to \\u{1b}[31mred');
  });

  it.each([
    ['an error of a script', [file('bad.sieve', 'frob;'), now, maildir], 1, /frob/],
    [
      'a failing script',
      [old, file('e.sieve', 'require "ihave"; error "no";'), maildir],
      1,
      /\(no\)/,
    ],
    ['a missing file', [old, now, join(folder, 'nowhere')], 2, /there is no such file/],
    ['an empty folder', [old, now, join(file('none/cur/.x', ''), '../..')], 2, /holds no messages/],
    ['a device', [old, now, '/dev/null'], 2, /no file and no folder/],
  ])('tells of %s', async (_, args, expected, message) => {
    const { status, out, err } = await compare(...args);
    expect(status).toBe(expected);
    expect(out + err).toMatch(message);
  });
});
