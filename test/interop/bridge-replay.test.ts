import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dovecot, startDovecot } from '../lab/dovecot.ts';
import { openMailClient } from '../lab/mailbox.ts';
import { type Redis, startRedis } from '../lab/redis.ts';
import { type Rspamd, startRspamd } from '../lab/rspamd.ts';
import { missingParts } from '../lab/state.ts';
import { labPassword } from '../lab/user.ts';
import { message } from './bridge-client.ts';

const cli = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url));

describe.skipIf(missingParts(['dovecot', 'redis', 'rspamd']).length > 0)(
  'bridge replay, Dovecot and rspamd',
  () => {
    let dovecot: Dovecot;
    let redis: Redis;
    let rspamd: Rspamd;
    let folder: string;
    beforeAll(async () => {
      [dovecot, redis] = await Promise.all([startDovecot(), startRedis()]);
      rspamd = await startRspamd({ redisPort: redis.port });
      folder = await mkdtemp('/tmp/sk-replay-');
      await writeFile(join(folder, 'password'), `${labPassword}\n`);
    });
    afterAll(async () => {
      for (const server of [rspamd, redis, dovecot]) await server?.stop();
      await rm(folder, { recursive: true });
    });

    function replay(address: string, ...more: string[]): Promise<string> {
      const args = [
        ...[cli, 'bridge', 'replay', '--spam', 'Junk', '--ham', 'INBOX'],
        ...['--imap', address, '--imap-password-file', join(folder, 'password')],
        ...['--rspamd', rspamd.controllerUrl, '--password-file', rspamd.passwordFile],
        ...['--rate', '1000', '--resume', join(folder, 'journal'), ...more],
      ];
      const env = { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: dovecot.caFile };
      return new Promise((resolve) => {
        execFile(process.execPath, args, { env }, (_error, output, errors) =>
          resolve(output + errors),
        );
      });
    }

    it('learns mailboxes over IMAP, once, and reads them only', async () => {
      const mail = await openMailClient({ imapPort: dovecot.ports.imap, user: 'alice' });
      for (let number = 0; number < 4; number += 1) await mail.append('Junk', message(number));
      for (let number = 10; number < 12; number += 1) await mail.append('INBOX', message(number));
      const plain = `imap://alice@127.0.0.1:${dovecot.ports.imap}`;
      const secure = `imaps://alice@localhost:${dovecot.ports.imaps}`;
      expect(await replay(plain, '--dry-run')).toBe('spam: 2 of 4\nham: 2 of 2\n');
      expect(await replay(plain, '--limit', '1')).toBe('spam: 1 of 4\nham: 1 of 2\n2 learned\n');
      expect(await replay(secure)).toBe('spam: 1 of 4\nham: 1 of 2\n2 learned\n');
      expect(await replay(secure)).toBe('spam: 0 of 4\nham: 0 of 2\nnothing done\n');
      expect(await rspamd.learned()).toEqual({ spam: 2, ham: 2 });
      const flags = (await mail.list('Junk')).flatMap((each) => each.flags);
      expect(flags).not.toContain('\\Seen');
      await mail.close();
    });

    it('says what the server says', async () => {
      await writeFile(join(folder, 'password'), 'wrong\n');
      const address = `imap://alice@127.0.0.1:${dovecot.ports.imap}`;
      expect(await replay(address)).toMatch(/Junk on 127\.0\.0\.1:\d+ cannot be opened: .*[Aa]uth/);
    });
  },
);
