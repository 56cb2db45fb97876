import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
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
import { openMailClient } from '../lab/mailbox.ts';
import { freePort } from '../lab/port.ts';
import { type Redis, startRedis } from '../lab/redis.ts';
import { type Rspamd, startRspamd } from '../lab/rspamd.ts';
import { missingParts } from '../lab/state.ts';
import { labPassword } from '../lab/user.ts';
import { brokenCases, type Places } from './bridge-doctor-case.ts';
import { keepLog } from './bridge-log.ts';
import { runCommand } from './run-command.ts';

interface Finding {
  name: string;
  status: string;
  detail: string;
  mend: string | null;
}

/** Findings that come from Dovecot's configuration or its compiler. */
const configured = new Set([
  ...['configuration', 'imap_sieve', 'sieve_extprograms', 'extensions', 'Junk', 'Trash'],
  ...['rule', 'compiled'],
]);

const versions = [
  { part: 'dovecot', tree: 'root', start: startDovecot },
  { part: 'dovecot24', tree: 'trixie', start: startDovecot24 },
] as const;

describe.each(versions)('sievekit bridge doctor for $part', ({ part, tree, start }) => {
  const missing = missingParts([part, 'rspamd', 'redis']);
  const { logger } = keepLog();
  let places: Places;
  let programs: DovecotProgramPaths;
  let dovecot: Omit<Dovecot, 'socketFolder'>;
  let rspamd: Rspamd;
  let redis: Redis;
  let bridge: Bridge;

  beforeAll(async () => {
    if (missing.length > 0) return;
    const root = await mkdtemp('/tmp/sk-doctor-');
    await chmod(root, 0o755);
    redis = await startRedis();
    rspamd = await startRspamd({ redisPort: redis.port });
    dovecot = await start({ extra: includeFolder });
    programs = writeDovecotPrograms(dovecot, tree);
    const http = `127.0.0.1:${await freePort()}`;
    const password = join(root, 'password');
    await writeFile(password, await readFile(rspamd.passwordFile));
    const done = await command(
      'setup',
      '--root',
      root,
      '--rspamd',
      rspamd.controllerUrl,
      '--http',
      http,
      '--password-file',
      password,
      '--yes',
    );
    expect(done.code, done.text).toBe(0);
    const tmpfiles = await readFile(join(root, 'etc/tmpfiles.d/sievekit.conf'), 'utf8');
    const [, link = '', socket = ''] = /^L\+ (\S+) - - - - (\S+)$/m.exec(tmpfiles) ?? [];
    await mkdir(dirname(link), { recursive: true });
    await mkdir(dirname(socket), { recursive: true });
    await symlink(socket, link);
    const script = join(root, 'etc/dovecot/sievekit/bridge.sieve');
    const spooler = join(
      part === 'dovecot' ? join(programs.folder, 'bin') : join(root, 'usr/local/lib/sievekit'),
      'sievekit-spool',
    );
    places = {
      root,
      folder: programs.folder,
      conf: join(programs.folder, 'conf.d/95-sievekit.conf'),
      script,
      link,
      spooler,
      config: join(root, 'etc/sievekit/sievekit.yaml'),
      password,
    };
    bridge = await startBridge(
      {
        socket,
        spool: join(root, 'var/spool/sievekit'),
        rspamd: new URL(rspamd.controllerUrl),
        passwordFile: password,
        socketGroup: labAccount().gid,
        http,
        settle: 1,
      },
      { logger },
    );
  });
  afterAll(async () => {
    await bridge?.close();
    await dovecot?.stop();
    await rspamd?.stop();
    await redis?.stop();
    if (places) await rm(places.root, { recursive: true });
  });

  function command(name: string, ...args: string[]) {
    const { config, doveconf, sievec } = programs;
    const own = ['--dovecot-config', config, '--doveconf', doveconf, '--sievec', sievec];
    return runCommand(['bridge', name, ...own, ...args]);
  }

  async function examine(...args: string[]): Promise<{ code: number; findings: Finding[] }> {
    const { code, text } = await command('doctor', '--config', places.config, '--json', ...args);
    return { code, ...(JSON.parse(text) as { findings: Finding[] }) };
  }

  it.skipIf(missing.length > 0)('finds nothing wrong in what setup has written', async () => {
    const { code, findings } = await examine('--redis', `127.0.0.1:${redis.port}`);
    const odd = findings.filter(({ status }) => status !== 'ok');
    expect(odd.map(({ name, detail }) => `${name}: ${detail}`)).toEqual([
      'Bayes: 0 spam, 0 ham: it judges nothing before 200 spam and 200 ham more (min_learns 200)',
    ]);
    expect(code).toBe(0);
  });

  it.skipIf(missing.length > 0)('sees that Redis is away', async () => {
    const { code, findings } = await examine('--redis', '127.0.0.1:1');
    expect(findings.find(({ name }) => name === 'Redis')).toMatchObject({ status: 'fail' });
    expect(code).toBe(1);
  });

  it.skipIf(missing.length > 0)('follows a mail to rspamd and back', async () => {
    const secret = join(places.root, 'imap-password');
    await writeFile(secret, `${labPassword}\n`);
    const account = `imap://alice@127.0.0.1:${dovecot.ports.imap}`;
    await dovecot.halt();
    await dovecot.resume();
    const before = await rspamd.learned();
    const live = ['--live', account, '--imap-password-file', secret];
    const { code, findings } = await examine(...live);
    expect(findings.filter(({ name }) => name.startsWith('live'))).toMatchObject([
      { name: 'live spam', status: 'ok', detail: expect.stringMatching(/INBOX → Junk in \d+ ms/) },
      { name: 'live ham', status: 'ok' },
    ]);
    expect(code).toBe(0);
    expect((await rspamd.learned()).ham - before.ham).toBe(1);
    const mail = await openMailClient({ imapPort: dovecot.ports.imap, user: 'alice' });
    expect([...(await mail.list('INBOX')), ...(await mail.list('Junk'))]).toEqual([]);
    await mail.close();

    await writeFile(secret, 'wrong\n');
    const refused = await examine(...live);
    expect(refused.findings.at(-1)).toMatchObject({ name: 'login', status: 'fail' });
  });

  // What is not Dovecot's configuration is the same for both.
  const here = brokenCases.filter(
    ({ only, finds }) =>
      only === part || (only === undefined && (part === 'dovecot' || configured.has(finds))),
  );
  it.skipIf(missing.length > 0).each(here)('finds $what', async (one) => {
    const mend = await one.break(places);
    try {
      const { code, findings } = await examine();
      const found = findings.filter(({ name }) => name === one.finds);
      expect(found.find(({ detail }) => one.says.test(detail)) ?? findings).toMatchObject({
        status: one.status ?? 'fail',
        mend: expect.stringMatching(/\w/),
      });
      expect(code).toBe(one.status === 'warn' ? 0 : 1);
    } finally {
      await mend();
    }
  });
});
