import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import { run } from '../program.ts';

const folder = mkdtempSync(join(tmpdir(), 'sievekit-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const mail = file('mail.eml', 'From: bob@example.org\nTo: alice@lab.test\nSubject: Bill 7\n\nHi\n');
const bills = file(
  'bills.sieve',
  'require ["fileinto", "envelope"];\nif header :contains "subject" "bill" {\n  fileinto "Bills";\n}\n',
);

async function sievekit(...args: string[]) {
  const terminal = recordTerminal();
  const status = await run(args, terminal);
  return { status, out: terminal.output(), err: terminal.errors() };
}

describe('sievekit run', () => {
  it('says what was done, and why', async () => {
    const { status, out } = await sievekit('run', bills, mail);
    expect(status).toBe(0);
    expect(out).toBe(
      'Filed into Bills. (line 3)\n' +
        '  because header :contains "subject" "bill" is true: “Bill 7” fits “bill” (line 2)\n' +
        '\nFiled into Bills because the Subject contains “bill” (line 3).\n' +
        '\nIt would have been different\n' +
        '  if header :contains "subject" "bill" were not true (line 2): ' +
        'Kept in INBOX because nothing in the script said otherwise.\n',
    );
  });

  it('runs scripts before and after', async () => {
    const before = file('before.sieve', 'require ["fileinto", "copy"];\nfileinto :copy "Archive";');
    const after = file('after.sieve', 'discard;');
    const { status, out } = await sievekit(
      ...['run', '--before', before, '--after', after, bills, mail],
    );
    expect(status).toBe(0);
    expect(out.replaceAll(folder, '')).toBe(
      '/before.sieve\nFiled into Archive, as a copy. (line 2)\n' +
        'Kept in INBOX: no action of the script cancelled that.\n\n' +
        '/bills.sieve\nFiled into Bills. (line 3)\n' +
        '  because header :contains "subject" "bill" is true: “Bill 7” fits “bill” (line 2)\n\n' +
        '/after.sieve\nNot run: a script before it decided what becomes of the message.\n\n' +
        'In the end, by /bills.sieve: Filed into Bills because the Subject contains “bill” (line 3).\n',
    );
    const json = await sievekit('run', '--json', '--before', before, '--after', after, bills, mail);
    expect(JSON.parse(json.out)).toMatchObject({
      actions: [
        { type: 'fileinto', mailbox: 'Archive', script: before },
        { type: 'fileinto', mailbox: 'Bills', script: bills, reasons: [{ line: 2 }] },
      ],
      implicitKeep: false,
      scripts: [{ ran: true }, { ran: true }, { ran: false }],
    });
  });

  it('gives stable JSON', async () => {
    const { out } = await sievekit('run', '--json', bills, mail);
    expect(JSON.parse(out)).toMatchObject({
      actions: [
        { type: 'fileinto', mailbox: 'Bills', flags: [], copy: false, create: false, line: 3 },
      ],
      implicitKeep: false,
      errors: [],
    });
    expect(JSON.parse(out).trace).not.toEqual([]);
  });

  it.each([
    ['the envelope of the options', ['--envelope-from', 'x@y.test'], 'x@y.test', true],
    ['the envelope of the header', [], 'bob@example.org', true],
    ['no other envelope', [], 'x@y.test', false],
  ])('takes %s', async (_, options, from, expected) => {
    const text = `require "envelope"; if envelope "from" "${from}" { discard; }`;
    const { out } = await sievekit('run', ...options, file('envelope.sieve', text), mail);
    expect(out.startsWith('Discarded.')).toBe(expected);
  });

  it('runs as if it were another time', async () => {
    const text = 'require "date"; if currentdate "hour" "18" { discard; }';
    const path = file('date.sieve', text);
    const { out } = await sievekit('run', '--at', '2026-12-24T18:00:00+01:00', path, mail);
    expect(out).toMatch(/^Discarded/);
  });

  it('finds included scripts beside the script', async () => {
    file('other.sieve', 'discard;');
    const path = file('include.sieve', 'require "include"; include "other";');
    expect((await sievekit('run', path, mail)).out).toMatch(/^Discarded/);
  });

  it('takes the place for a server that delivers', async () => {
    const text =
      'require "environment"; if environment :is "location" "MDA" { discard; }\n' +
      'if environment :contains "remote-ip" "" { keep; }';
    expect((await sievekit('run', file('place.sieve', text), mail)).out).toMatch(/^Discarded\. \(/);
  });

  it.each([
    ['an error of the script', 'frobnicate;', [], 1, /frobnicate/],
    [
      'a mistake while it runs',
      'require "ihave"; error "no more";',
      [],
      1,
      /Error in line 1: no more/,
    ],
    ['a wrong time', 'keep;', ['--at', 'noon'], 2, /--at noon is no time/],
  ])('tells of %s', async (_, text, options, expected, message) => {
    const { status, out, err } = await sievekit('run', ...options, file('x.sieve', text), mail);
    expect(status).toBe(expected);
    expect(out + err).toMatch(message);
  });

  it('gives the errors of a script as JSON, in order, in the form of any run', async () => {
    const { status, out } = await sievekit('run', '--json', file('x.sieve', '\nfoo;\nkeep'), mail);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      actions: [],
      implicitKeep: true,
      flags: [],
      errors: [{ line: 2 }, { line: 3 }],
      sentence: 'Kept in INBOX: the script has errors, and a server would not run it.',
      alternatives: [],
      trace: [],
    });
  });
});

describe('sievekit test', () => {
  const head = 'require ["vnd.dovecot.testsuite"];\n';
  const good = file('good.svtest', `${head}test "one" {}\ntest "t<wo" {}\n`);
  const bad = file('bad.svtest', `${head}test "three" { test_fail "why & how"; }\n`);

  it('runs the files, and scripts beside them', async () => {
    const text = `${head}test "a" { if not test_script_compile "bills.sieve" { test_fail "no"; } }`;
    const { status, out } = await sievekit('test', file('script.svtest', text));
    expect([status, out.split('\n').slice(1)]).toEqual([
      0,
      ['  ✓ a', '', '1 passed, 0 failed, 0 skipped', ''],
    ]);
  });

  it.each([
    [
      'spec',
      /✓ one\n {2}✓ t<wo\n\n.*\n {2}✗ three\n {6}fail: Line 2: why & how\n\n2 passed, 1 failed/,
    ],
    ['tap', /^TAP version 14\n1\.\.3\nok 1 - .*one\nok 2 .*\nnot ok 3 - .*three/],
    ['junit', /<testsuites tests="3" failures="1".*\n.*\n.*\n.*name="t&#60;wo"\/>/],
    ['json', /"passed": 2,\n {2}"failed": 1,\n {2}"skipped": 0/],
  ])('reports as %s', async (reporter, expected) => {
    const { status, out } = await sievekit('test', '--reporter', reporter, good, bad);
    expect(status).toBe(1);
    expect(out).toMatch(expected);
  });

  it('takes all test files of a folder', async () => {
    const { out } = await sievekit('test', '--json', folder);
    const paths = JSON.parse(out).files.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(expect.arrayContaining([bad, good]));
  });

  it.each([
    ['a missing file', join(folder, 'nowhere'), /Cannot read .*nowhere: there is no such file/],
    ['a folder without any', join(folder, '..', 'sievekit-none'), /Cannot read/],
  ])('refuses %s', async (_, path, message) => {
    const { status, err } = await sievekit('test', path);
    expect(status).toBe(2);
    expect(err).toMatch(message);
  });
});
