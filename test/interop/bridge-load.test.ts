import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labAccount } from '../lab/account.ts';
import { waitFor } from '../lab/wait.ts';
import { handOver, message } from './bridge-client.ts';
import { type BridgeLab, generations, startBridgeLab } from './bridge-lab.ts';
import { countLost, fillInbox, moveFirst } from './bridge-mail.ts';
import { type BridgeService, startBridgeService } from './bridge-service.ts';

const users = 100;
const megabyte = 1_000_000;
const [generation] = generations;

describe.skipIf(generation === undefined || generation.missing.length > 0)(
  `many at once, and much ${generation?.missing.join(' ')}`,
  () => {
    let lab: BridgeLab;
    let bridge: BridgeService;

    beforeAll(async () => {
      if (generation === undefined) return;
      lab = await startBridgeLab(generation);
      bridge = await startBridgeService({
        ...{ socket: lab.socket, spool: lab.spool, rspamd: lab.rspamd.controllerUrl },
        more: {
          ...{ passwordFile: lab.rspamd.passwordFile, socketGroup: labAccount().gid },
          limits: { lookMs: 200 },
        },
      });
    });
    afterAll(async () => {
      await bridge?.stop();
      await lab?.stop();
    });

    const settled = () =>
      waitFor(
        'an empty spool',
        async () => {
          const left = ['new', 'incoming'].map((name) => readdir(join(lab.spool, name)));
          return (await Promise.all(left)).flat().length === 0;
        },
        { timeout: 60_000 },
      );

    it('learns from 25 MB, eight times at once, in bounded memory', {
      timeout: 120_000,
    }, async () => {
      const before = await bridge.peak();
      const line = `${'All of this is only here to be long, and to be sent on. '.repeat(18)}\r\n`;
      const large = (number: number) =>
        message(number) + line.repeat(Math.ceil((25 * megabyte) / line.length));
      const replies = await Promise.all(
        Array.from({ length: 8 }, (_, at) =>
          handOver(lab.socket, { user: 'alice', verdict: 'spam', message: large(70_000 + at) }),
        ),
      );
      expect(new Set(replies)).toEqual(new Set(['+\n']));
      await settled();
      const more = (await bridge.peak()) - before;
      console.log(`8 × 25 MB: ${(more / megabyte).toFixed(0)} MB more at most`);
      expect(more).toBeLessThan(100 * megabyte);
      expect(await readdir(join(lab.spool, 'dead'))).toEqual([]);
    });

    it('takes what a hundred people move at once', { timeout: 120_000 }, async () => {
      const before = await lab.rspamd.learned();
      const clients = [];
      for (let number = 0; number < users; number += 1) {
        const user = `person${number}`;
        await fillInbox(lab.dovecot, user, [message(80_000 + number)]);
        const client = await lab.logIn(user);
        await client.mailboxOpen('INBOX');
        clients.push(client);
      }
      const times = await Promise.all(clients.map((client) => moveFirst(client, 1)));
      await settled();
      await Promise.all(clients.map((client) => client.logout()));
      console.log(`${users} people: the slowest MOVE took ${Math.max(...times).toFixed(0)} ms`);
      expect(await countLost(lab.dovecot)).toBe(0);
      expect((await lab.rspamd.learned()).spam - before.spam).toBe(users);
    });
  },
);
