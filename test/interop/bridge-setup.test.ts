import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { type Bridge, startBridge } from '@sievekit/rspamd-bridge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labAccount } from '../lab/account.ts';
import { type Dovecot, startDovecot } from '../lab/dovecot.ts';
import {
  type DovecotProgramPaths,
  includeFolder,
  writeDovecotPrograms,
} from '../lab/dovecot-program.ts';
import { startDovecot24 } from '../lab/dovecot24.ts';
import { type MailClient, openMailClient } from '../lab/mailbox.ts';
import { missingParts } from '../lab/state.ts';
import { waitFor } from '../lab/wait.ts';
import { message } from './bridge-client.ts';
import { keepLog } from './bridge-log.ts';
import { runCommand } from './run-command.ts';

type AnyDovecot = Omit<Dovecot, 'socketFolder'>;

const versions = [
  { part: 'dovecot', tree: 'root', start: startDovecot },
  { part: 'dovecot24', tree: 'trixie', start: startDovecot24 },
] as const;

/** What older tutorials tell people to write. */
const recipes = (folder: string): string => `plugin {
  imapsieve_mailbox1_name = Junk
  imapsieve_mailbox1_causes = COPY
  imapsieve_mailbox1_before = file:${folder}/old/report-spam.sieve
  imapsieve_mailbox2_name = *
  imapsieve_mailbox2_from = Junk
  imapsieve_mailbox2_causes = COPY
  imapsieve_mailbox2_before = file:${folder}/old/report-ham.sieve
  imapsieve_mailbox3_name = Trash
  imapsieve_mailbox3_causes = COPY APPEND
  imapsieve_mailbox3_before = file:${folder}/old/own.sieve
  sieve_before = ${folder}/old/before.d
  sieve_after = ${folder}/old/last.sieve
  sieve_filter_bin_dir = ${folder}/old
}
`;

async function writeRecipes(folder: string): Promise<void> {
  await mkdir(join(folder, 'old/before.d'), { recursive: true });
  await writeFile(join(folder, 'old/before.d/a.sieve'), 'keep;\n');
  await writeFile(join(folder, 'old/last.sieve'), 'keep;\n');
  const learn = (what: string): string =>
    `require ["vnd.dovecot.pipe", "copy"];\npipe :copy "${what}.sh";\n`;
  await writeFile(join(folder, 'old/report-spam.sieve'), learn('learn-spam'));
  await writeFile(join(folder, 'old/report-ham.sieve'), learn('learn-ham'));
  await writeFile(
    join(folder, 'old/own.sieve'),
    'require ["imap4flags", "imapsieve"];\naddflag "\\\\Flagged";\n',
  );
}

describe.each(versions)('sievekit bridge setup for $part', ({ part, tree, start }) => {
  const missing = missingParts([part]);
  const { logger, lines } = keepLog();
  let root: string;
  let dovecot: AnyDovecot;
  let programs: DovecotProgramPaths;
  let rspamd: Server;
  let bridge: Bridge | undefined;
  let mail: MailClient;

  beforeAll(async () => {
    if (missing.length > 0) return;
    root = await mkdtemp('/tmp/sk-setup-');
    await chmod(root, 0o755);
    dovecot = await start({ extra: includeFolder });
    programs = writeDovecotPrograms(dovecot, tree);
    await writeRecipes(programs.folder);
    if (part === 'dovecot')
      await writeFile(join(programs.folder, 'conf.d/90-antispam.conf'), recipes(programs.folder));
    else await writeFile(join(programs.folder, 'old/dovecot.conf'), recipes(programs.folder));
    rspamd = createServer((request, response) => {
      request.resume().on('end', () => response.end('{"success":true}'));
    }).listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    await mail?.close();
    await bridge?.close();
    rspamd?.close();
    await dovecot?.stop();
    if (root) await rm(root, { recursive: true });
  });

  function setUp(...args: string[]): Promise<{ code: number; text: string }> {
    const { config, doveconf, sievec, folder } = programs;
    const isMigration = part === 'dovecot24' && !args.includes('--undo');
    return runCommand([
      ...['bridge', 'setup', '--root', root, '--dovecot-config', config],
      ...['--doveconf', doveconf, '--sievec', sievec, '--command', '/usr/bin/sievekit'],
      ...(isMigration ? ['--from', join(folder, 'old/dovecot.conf')] : []),
      ...args,
    ]);
  }

  const filesBelow = async (folder: string): Promise<string[]> =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();

  it.skipIf(missing.length > 0)('shows what it would do, and does nothing', async () => {
    const { code, text } = await setUp('--dry-run');
    expect(text).toContain(
      '+  sieve_execute_socket_dir = sieve-pipe'.slice(part === 'dovecot' ? 0 : 3),
    );
    expect(text).toMatch(
      /teach rspamd, which the bridge will do instead:\n {2}rule 1: .*\n {2}rule 2: from Junk into \*/,
    );
    expect(text).toMatch(/These rules stay:\n {2}rule 3: from \* into Trash/);
    const wanted =
      part === 'dovecot'
        ? ['sieve_before2 = ']
        : ['old/before.d/a.sieve\n', 'old/last.sieve\n', 'sieve_filter_bin_dir = '];
    for (const line of wanted) expect(text).toContain(line);
    expect(code).toBe(0);
    expect(await filesBelow(root)).toEqual([]);
  });

  it.skipIf(missing.length > 0)(
    'writes what Dovecot takes, and nothing when it is run again',
    async () => {
      const { code, text } = await setUp('--yes');
      expect(text).toContain('Written. Now, as root:');
      expect(code).toBe(0);
      const files = await filesBelow(root);
      expect(files.map((path) => path.slice(root.length))).toEqual([
        '/etc/dovecot/sievekit/bridge.sieve',
        '/etc/dovecot/sievekit/bridge.svbin',
        '/etc/dovecot/sievekit/spam.sieve',
        '/etc/dovecot/sievekit/spam.svbin',
        '/etc/sievekit/setup.json',
        '/etc/sievekit/sievekit.yaml',
        '/etc/systemd/system/sievekit-bridge.service',
        '/etc/systemd/system/sievekit-bridge.socket',
        '/etc/sysusers.d/sievekit.conf',
        '/etc/tmpfiles.d/sievekit.conf',
        ...(part === 'dovecot'
          ? []
          : ['/usr/local/lib/sievekit/sievekit-bridge', '/usr/local/lib/sievekit/sievekit-spool']),
      ]);
      for (const path of files)
        expect((await lstat(path)).mode & 0o777).toBe(
          path.endsWith('bridge/sievekit-bridge') || path.includes('/lib/') ? 0o755 : 0o644,
        );
      expect((await setUp('--yes')).text).toBe('All is as it should be: nothing was changed.\n');
    },
  );

  it.skipIf(missing.length > 0)(
    'brings a message that is moved to the bridge, and once',
    async () => {
      const link = /^L\+ (\S+) - - - - (\S+)$/m.exec(
        await readFile(join(root, 'etc/tmpfiles.d/sievekit.conf'), 'utf8'),
      );
      const [, from = '', socket = ''] = link ?? [];
      await mkdir(dirname(from), { recursive: true });
      await mkdir(dirname(socket), { recursive: true });
      await symlink(socket, from);
      const { port } = rspamd.address() as AddressInfo;
      bridge = await startBridge(
        {
          socket,
          spool: join(root, 'spool'),
          rspamd: new URL(`http://127.0.0.1:${port}`),
          socketGroup: labAccount().gid,
          settle: 0,
        },
        { logger },
      );
      await dovecot.halt();
      await dovecot.resume();
      mail = await openMailClient({ imapPort: dovecot.ports.imap, user: 'alice' });
      await mail.append('INBOX', message(1));
      const [first] = await mail.list('INBOX');
      await mail.move(first?.uid ?? 0, 'INBOX', 'Junk');
      await waitFor('the learning', async () => lines.some(({ result }) => result === 'learned'), {
        hint: dovecot.logTail,
      });
      expect(
        lines
          .filter(({ result }) => result)
          .map(({ user, verdict, result }) => [user, verdict, result]),
      ).toEqual([['alice', 'spam', 'learned']]);
      expect(dovecot.logTail()).not.toMatch(/Error/);
      // The admin's own rule goes on.
      const [junk] = await mail.list('Junk');
      await mail.move(junk?.uid ?? 0, 'Junk', 'Trash');
      expect((await mail.list('Trash'))[0]?.flags).toContain('\\Flagged');
    },
  );

  it.skipIf(missing.length > 0)('overwrites nothing that was changed since', async () => {
    const path = join(root, 'etc/dovecot/sievekit/bridge.sieve');
    const before = await readFile(path);
    await writeFile(path, 'keep;\n');
    const { code, text } = await setUp('--yes');
    expect(code).toBe(3);
    expect(text).toContain(`  ${path}\nMove them away`);
    expect(await readFile(path, 'utf8')).toBe('keep;\n');
    await writeFile(path, before);
  });

  it.skipIf(missing.length > 0)('can be undone', async () => {
    const { code } = await setUp('--undo');
    expect(code).toBe(0);
    expect(
      (await filesBelow(root)).filter((path) => !path.startsWith(join(root, 'spool'))),
    ).toEqual([]);
    expect(await readdir(join(programs.folder, 'conf.d'))).toEqual(
      part === 'dovecot' ? ['90-antispam.conf'] : [],
    );
    expect((await setUp('--undo')).text).toMatch(/nothing to undo/);
  });
});
