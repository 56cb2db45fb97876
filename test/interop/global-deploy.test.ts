import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dovecot, startDovecot } from '../lab/dovecot.ts';
import {
  type DovecotProgramPaths,
  includeFolder,
  writeDovecotPrograms,
} from '../lab/dovecot-program.ts';
import { startDovecot24 } from '../lab/dovecot24.ts';
import { openMailClient } from '../lab/mailbox.ts';
import { missingParts } from '../lab/state.ts';
import { runCommand } from './run-command.ts';

const versions = [
  { part: 'dovecot', tree: 'root', start: startDovecot },
  { part: 'dovecot24', tree: 'trixie', start: startDovecot24 },
] as const;

const script = (mailbox: string): string =>
  `require ["fileinto"];\nif header :is "X-Spam" "Yes" {\n  fileinto "${mailbox}";\n}\n`;

const tests = (mailbox: string): string => `require ["vnd.dovecot.testsuite"];

test "spam" {
  test_set "message" text:
X-Spam: Yes
Subject: x

x
.
;
  if not test_script_compile "spam.sieve" { test_fail "compile"; }
  if not test_script_run { test_fail "run"; }
  if not test_result_action :index 1 "fileinto" { test_fail "not filed"; }
  if not test_result_execute { test_fail "execute"; }
  if not test_message :folder "${mailbox}" 0 { test_fail "elsewhere"; }
}
`;

describe.each(versions)('sievekit global for $part', ({ part, tree, start }) => {
  const missing = missingParts([part]);
  let root: string;
  let source: string;
  let target: string;
  let dovecot: Omit<Dovecot, 'socketFolder'>;
  let programs: DovecotProgramPaths;

  beforeAll(async () => {
    if (missing.length > 0) return;
    root = await mkdtemp('/tmp/sk-global-');
    await chmod(root, 0o755);
    source = join(root, 'source');
    target = join(root, 'sieve');
    await mkdir(source);
    const extra =
      part === 'dovecot'
        ? `plugin {\n  sieve_before = ${target}\n}`
        : `sieve_script spam {\n  type = before\n  path = ${target}/spam.sieve\n}`;
    dovecot = await start({ extra: `${includeFolder}\n${extra}` });
    programs = writeDovecotPrograms(dovecot, tree);
  });
  afterAll(async () => {
    await dovecot?.stop();
    if (root) await rm(root, { recursive: true });
  });

  function command(name: string, ...args: string[]) {
    const { config, doveconf, sievec } = programs;
    const own = ['--dovecot-config', config, '--doveconf', doveconf, '--sievec', sievec];
    return runCommand(['global', name, ...args, ...own]);
  }

  async function write(mailbox: string, tested = mailbox): Promise<void> {
    await writeFile(join(source, 'spam.sieve'), script(mailbox));
    await writeFile(join(source, 'spam.svtest'), tests(tested));
  }

  /** Where a mail of rspamd's goes. */
  async function deliver(subject: string): Promise<string | undefined> {
    const lmtp = nodemailer.createTransport({
      host: '127.0.0.1',
      port: dovecot.ports.lmtp,
      lmtp: true,
      tls: { ca: dovecot.ca },
    });
    const envelope = { from: 'someone@example.com', to: 'alice' };
    await lmtp.sendMail({ envelope, raw: `X-Spam: Yes\r\nSubject: ${subject}\r\n\r\nx\r\n` });
    const mail = await openMailClient({ imapPort: dovecot.ports.imap, user: 'alice' });
    try {
      for (const name of ['INBOX', 'Junk', 'Trash'])
        if ((await mail.list(name)).some((one) => one.subject === subject)) return name;
      return undefined;
    } finally {
      await mail.close();
    }
  }

  it.skipIf(missing.length > 0)('shows what it would do, and does nothing', async () => {
    await write('Junk');
    const { code, text } = await command('deploy', source, '--dry-run');
    expect(text).toContain('1 passed, 0 failed');
    expect(text).toContain(`+++ ${target}/spam.sieve`);
    expect(code).toBe(0);
    expect(await readdir(root)).toEqual(['source']);
  });

  it.skipIf(missing.length > 0)('keeps what is there, and deploys beside it', async () => {
    await mkdir(target);
    await writeFile(join(target, 'own.sieve'), 'keep;\n');
    await writeFile(join(target, 'notes.txt'), 'mine');
    const { code, text } = await command('deploy', source, '--yes');
    expect(code, text).toBe(0);
    expect((await readdir(target)).sort()).toEqual([
      '.sievekit.json',
      ...['notes.txt', 'own.sieve', 'own.svbin', 'spam.sieve', 'spam.svbin'],
    ]);
    expect(await readdir(join(root, '.sieve.versions/0000-before'))).toEqual(
      expect.arrayContaining(['own.sieve', 'notes.txt']),
    );
    expect(await deliver('first')).toBe('Junk');
    expect(dovecot.logTail()).not.toMatch(/Error: .*sieve/i);
    expect((await command('deploy', source, '--yes')).text).toContain('Nothing has changed.');
  });

  it.skipIf(missing.length > 0)('takes the next version, and goes back', async () => {
    const first = await readlink(target);
    await write('Trash');
    expect((await command('deploy', source, '--yes')).code).toBe(0);
    expect(await readlink(target)).not.toBe(first);
    expect(await deliver('second')).toBe('Trash');
    const back = await command('rollback');
    expect(back.code, back.text).toBe(0);
    expect(await readlink(target)).toBe(first);
    expect(await deliver('third')).toBe('Junk');
    const { text } = await command('ls');
    expect(text).toMatch(/^ {2}0000-before\n\* \S+\n {2}\S+\n$/);
  });

  it.skipIf(missing.length > 0).each([
    {
      what: 'an error',
      make: () => writeFile(join(source, 'spam.sieve'), 'keep'),
      code: 1,
      says: /spam\.sieve:1:/,
    },
    {
      what: 'a capability that is not there',
      make: () => writeFile(join(source, 'spam.sieve'), 'require "vnd.proton.expire";\n'),
      code: 1,
      says: /vnd\.proton\.expire/,
    },
    {
      what: 'a test that fails',
      make: () => write('Junk', 'Trash'),
      code: 1,
      says: /0 passed, 1 failed/,
    },
  ])('deploys nothing with $what', async ({ make, code, says }) => {
    await make();
    const before = await readlink(target);
    const done = await command('deploy', source, '--yes');
    expect(done.text).toMatch(says);
    expect(done.code).toBe(code);
    expect(await readlink(target)).toBe(before);
  });

  it.skipIf(missing.length > 0)('overwrites nothing that was changed in place', async () => {
    await write('Trash');
    const path = join(target, 'spam.sieve');
    await writeFile(path, `${await readFile(path, 'utf8')}# mine\n`);
    const { code, text } = await command('deploy', source, '--yes');
    expect(text).toContain(`  ${path}\nTake the changes over`);
    expect(code).toBe(3);
    expect(await readFile(path, 'utf8')).toContain('# mine');
    expect((await command('deploy', source, '--yes', '--force')).code).toBe(0);
    expect(await readFile(path, 'utf8')).toBe(script('Trash'));
  });

  it.skipIf(missing.length > 0)('says which version is missing', async () => {
    expect((await command('rollback', 'nonsense')).text).toMatch(/no version nonsense/);
  });
});
