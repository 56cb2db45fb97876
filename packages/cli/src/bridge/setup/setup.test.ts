import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordTerminal } from '../../../test/recorded-terminal.ts';
import { run } from '../../program.ts';

let folder: string;
let root: string;
beforeEach(async () => {
  folder = await mkdtemp('/tmp/sk-unit-');
  root = join(folder, 'root');
  await mkdir(join(folder, 'conf.d'));
  await writeProgram('sievec', 'for last; do :; done; echo compiled >"$last"');
  await writeDovecot();
});
afterEach(() => rm(folder, { recursive: true }));

async function writeProgram(name: string, lines: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\n${lines}\n`);
  await chmod(join(folder, name), 0o755);
}

/** A Dovecot that reads `conf.d`, with the group of its mail processes or without. */
async function writeDovecot(main = 'mail_gid = vmail\n'): Promise<void> {
  await writeFile(join(folder, 'dovecot.conf'), main);
  const file = join(folder, 'dovecot.conf');
  await writeProgram(
    'doveconf',
    `echo "# 2.3.19 (x): ${file}"; cat ${file}; cat ${folder}/conf.d/*.conf 2>/dev/null; exit 0`,
  );
}

async function setUp(
  args: readonly string[],
  answers: readonly string[] = [],
): Promise<{ code: number; text: string }> {
  const terminal = recordTerminal({ answers, env: { PATH: '/usr/bin:/bin' } });
  const programs = ['--doveconf', join(folder, 'doveconf'), '--sievec', join(folder, 'sievec')];
  const code = await run(['bridge', 'setup', '--root', root, ...programs, ...args], terminal);
  return { code, text: terminal.output() + terminal.errors() };
}

const files = async (): Promise<string[]> =>
  await readdir(root, { recursive: true }).catch(() => []);
const config = (): Promise<string> => readFile(join(root, 'etc/sievekit/sievekit.yaml'), 'utf8');

describe('sievekit bridge setup', () => {
  it('asks a few questions, and whether to write it', async () => {
    await writeDovecot('');
    const answers = ['http://10.0.0.1:11334', 'mail', 'yes', 'no', 'y'];
    const { code, text } = await setUp([], answers);
    expect(text).toContain('Write this? [y/N] y');
    expect(code).toBe(0);
    expect(await config()).toContain('rspamd: http://10.0.0.1:11334\n  socketGroup: mail\n');
    const conf = await readFile(join(folder, 'conf.d/95-sievekit.conf'), 'utf8');
    expect(conf).toContain('imapsieve_mailbox1_causes = COPY APPEND FLAG');
    expect(conf).not.toContain('sieve_before');
    // The answers hold the next time.
    expect((await setUp(['--yes'])).text).toBe('All is as it should be: nothing was changed.\n');
    expect((await setUp(['--dry-run', '--no-keywords'])).text).toContain(
      '-  imapsieve_mailbox1_causes = COPY APPEND FLAG',
    );
  });

  it('writes nothing when the answer is no', async () => {
    expect((await setUp([], ['', '', '', 'n'])).code).toBe(0);
    expect(await files()).toEqual([]);
  });

  it.each([
    { what: 'nobody to say yes', args: [], says: /Give --yes/ },
    {
      what: 'an odd address',
      args: ['--rspamd', 'localhost', '--yes'],
      says: /--rspamd cannot be "localhost"/,
    },
    { what: 'an odd group', args: ['--group', 'a b', '--yes'], says: /--group cannot be/ },
    { what: 'an odd root', args: ['--root', '/tmp/a b', '--yes'], says: /holds a character/ },
  ])('refuses $what', async ({ args, says }) => {
    const { code, text } = await setUp(args);
    expect(text).toMatch(says);
    expect(code).toBe(2);
    expect(await files()).toEqual([]);
  });

  it('needs the group', async () => {
    await writeDovecot('');
    expect((await setUp(['--yes'])).text).toMatch(/give --group NAME/);
  });

  it.each([
    {
      what: 'Dovecot refuses what was written',
      break: () =>
        writeProgram(
          'doveconf',
          `echo "# 2.3.19 (x): ${folder}/dovecot.conf"; echo 'mail_gid = 5'; [ -e ${folder}/conf.d/95-sievekit.conf ] || exit 0; echo 'doveconf: Fatal: no' >&2; exit 89`,
        ),
      says: /refuses what was written: Fatal: no All is as it was before/,
    },
    {
      what: 'Dovecot does not read it',
      break: () =>
        writeProgram(
          'doveconf',
          `echo "# 2.3.19 (x): ${folder}/dovecot.conf"; echo 'mail_gid = 5'`,
        ),
      says: /!include_try .*conf\.d\/\*\.conf/,
    },
    {
      what: 'a script does not compile',
      break: () => writeProgram('sievec', 'echo "line 1: error: no" >&2; exit 1'),
      says: /sievec refuses .*bridge\.sieve:\nline 1: error: no/,
    },
  ])('takes all of it back when $what', async ({ break: breakIt, says }) => {
    await breakIt();
    const { code, text } = await setUp(['--yes']);
    expect(text).toMatch(says);
    expect(code).toBe(2);
    expect(await files()).toEqual([]);
    expect(await readdir(join(folder, 'conf.d'))).toEqual([]);
  });

  it('leaves a file of the same name alone that it has not written', async () => {
    const path = join(folder, 'conf.d/95-sievekit.conf');
    await writeFile(path, '# mine\n');
    const { code, text } = await setUp(['--yes']);
    expect(text).toContain(`  ${path}\n`);
    expect(code).toBe(3);
    expect(await files()).toEqual([]);
  });

  it("keeps the daemon's configuration as the admin has it, and what was changed when it is undone", async () => {
    await setUp(['--yes']);
    const path = join(root, 'etc/sievekit/sievekit.yaml');
    await writeFile(path, `${await config()}  settle: 5\n`);
    expect((await setUp(['--yes', '--rspamd', 'http://10.0.0.9:11334'])).text).toMatch(
      /nothing was changed/,
    );
    const { text } = await setUp(['--undo', '--dry-run']);
    expect(text).toContain(`${path}: kept: it was changed`);
    expect(text).toContain('bridge.sieve: would be removed');
    expect((await setUp(['--undo'])).code).toBe(0);
    expect((await files()).filter((name) => /\.\w+$/.test(name) && !/\.d$/.test(name))).toEqual([
      'etc/sievekit/sievekit.yaml',
    ]);
  });

  it('uses what the configuration has already, and adds to it', async () => {
    await writeDovecot(
      'mail_gid = 5\nplugin {\n  sieve_plugins = sieve_mine\n  sieve_global_extensions = vnd.mine\n  sieve_before = /mine\n  sieve_execute_socket_dir = sockets\n}\n',
    );
    await setUp(['--yes']);
    const conf = await readFile(join(folder, 'conf.d/95-sievekit.conf'), 'utf8');
    expect(conf).toContain('sieve_plugins = sieve_mine sieve_imapsieve sieve_extprograms\n');
    expect(conf).toMatch(/sieve_global_extensions = vnd\.mine vnd\.dovecot\.execute/);
    expect(conf).toContain('sieve_before2 = ');
    expect(conf).toContain('sieve_execute_socket_dir = sockets\n');
    expect((await setUp(['--yes'])).text).toMatch(/nothing was changed/);
  });
});
