import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bridge, startBridge } from '@sievekit/rspamd-bridge';
import type { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { labAccount } from '../lab/account.ts';
import { readLearnedFor } from '../lab/per-user.ts';
import { waitFor } from '../lab/wait.ts';
import { message } from './bridge-client.ts';
import { type BridgeLab, generations, startBridgeLab } from './bridge-lab.ts';
import { keepLog } from './bridge-log.ts';

for (const generation of generations) {
  const { dovecot: version, missing } = generation;
  describe.skipIf(missing.length > 0)(
    `a person moves mail in Dovecot ${version} ${missing.join(' ')}`,
    () => {
      const { logger, lines } = keepLog();
      let lab: BridgeLab;
      let bridge: Bridge;
      let number = 5000;

      beforeAll(async () => {
        lab = await startBridgeLab(generation, { perUser: true });
        bridge = await openBridge();
      });
      afterAll(async () => {
        await bridge?.close();
        await lab?.stop();
      });
      beforeEach(() => {
        lines.length = 0;
      });

      function openBridge(): Promise<Bridge> {
        return startBridge(
          {
            ...{ socket: lab.socket, spool: lab.spool, settle: 0 },
            rspamd: new URL(lab.rspamd.controllerUrl),
            passwordFile: lab.rspamd.passwordFile,
            socketGroup: labAccount().gid,
          },
          { logger, limits: { firstRetryMs: 50, lastControllerRetryMs: 200 } },
        );
      }

      async function put(client: ImapFlow): Promise<void> {
        await client.append('INBOX', message(number++));
      }

      async function moveAll(client: ImapFlow): Promise<void> {
        await client.mailboxOpen('INBOX');
        expect(await client.messageMove('1:*', 'Junk')).toBeTruthy();
      }

      /** What was learned, once the queue is empty. Scripts run before OK, so nothing can come late. */
      async function learnings(): Promise<unknown[]> {
        const hint = lab.dovecot.logTail;
        await waitFor('an empty queue', () => bridge.status().waiting === 0, { hint });
        return lines
          .filter(({ result }) => result !== undefined && result !== 'again')
          .map(({ user, verdict, cause, result }) => `${user} ${cause} ${verdict} ${result}`);
      }

      it('teaches the account, not the address in the mail', async () => {
        const client = await lab.logIn('bob');
        await put(client);
        await moveAll(client);
        await client.logout();
        expect(await learnings()).toEqual(['bob copy spam learned']);
        const { port } = lab.redis;
        expect(await readLearnedFor(port, 'bob')).toEqual({ spam: 1, ham: 0 });
        const sender = 'chosen-by-the-sender@example.com';
        expect(await readLearnedFor(port, sender)).toEqual({ spam: 0, ham: 0 });
      });

      it('learns what was moved while the daemon was away', async () => {
        const client = await lab.logIn('alice');
        for (let count = 0; count < 2; count += 1) await put(client);
        await bridge.close();
        await moveAll(client);
        await client.logout();
        expect(await readdir(join(lab.spool, 'incoming'))).toHaveLength(2);
        expect(lab.dovecot.logTail()).not.toMatch(/imap\(.*(Error|Warning)/);
        bridge = await openBridge();
        expect(await learnings()).toEqual(Array(2).fill('alice copy spam learned'));
        expect(await readdir(join(lab.spool, 'incoming'))).toEqual([]);
      });
    },
  );
}
