import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labAccount } from '../lab/account.ts';
import { waitFor } from '../lab/wait.ts';
import { message } from './bridge-client.ts';
import { type BridgeLab, generations, startBridgeLab } from './bridge-lab.ts';
import { countLost, fillInbox, moveFirst } from './bridge-mail.ts';
import { type BridgeService, startBridgeService } from './bridge-service.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';

/**
 * Messages moved in each trouble. SIEVEKIT_STORM=500 for a long run, in which both Dovecots see
 * every trouble; else they share them.
 */
const long = process.env.SIEVEKIT_STORM;
const messages = Number(long ?? 60);
const batches = 20;
const each = Math.ceil(messages / batches);

const concurrency = 4; // of the bridge, unless told

const run = promisify(execFile);
const canMount = process.getuid?.() === 0 && process.platform === 'linux';

/** What goes on while messages are moved. */
interface Trouble {
  name: string;
  /** Milliseconds between two MOVEs, so that troubles fall between and into them. */
  pause: number;
  /** Repeated until all is moved. */
  cause(): Promise<unknown>;
  /** Ends it. */
  mend?(): Promise<unknown> | unknown;
  /**
   * Whether rspamd itself cannot know how much it has learned of what it worked on when it, or
   * Redis below it, ended: it counts a message and remembers it in two steps.
   */
  isAmbiguous?: boolean;
  /** Whether Dovecot may say of a message that nobody took it. */
  mayLose?: boolean;
}

function show(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  return `${sorted[sorted.length >> 1]?.toFixed(0)} ms, slowest ${sorted.at(-1)?.toFixed(0)}`;
}

for (const [turn, generation] of generations.entries()) {
  const { dovecot: version, rspamd: rspamdVersion, missing } = generation;
  describe.skipIf(missing.length > 0)(
    `${each * batches} moves, Dovecot ${version}, rspamd ${rspamdVersion} ${missing.join(' ')}`,
    () => {
      let lab: BridgeLab;
      let proxy: FaultProxy;
      let bridge: BridgeService;
      let spool: string;
      let number = 20_000;
      let quiet: number[] = [];
      let ends = 0;

      beforeAll(async () => {
        lab = await startBridgeLab(generation);
        proxy = await startFaultProxy(lab.rspamd.controllerPort);
        spool = lab.spool;
        if (canMount) {
          await mkdir(spool);
          await run('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=700', 'tmpfs', spool]);
        }
        bridge = await startBridgeService({
          ...{ socket: lab.socket, spool, rspamd: proxy.url },
          more: {
            passwordFile: lab.rspamd.passwordFile,
            socketGroup: labAccount().gid,
            limits: { answerMs: 1500, lastMessageRetryMs: 500, lookMs: 200 },
          },
        });
      });
      afterAll(async () => {
        await bridge?.stop();
        await proxy?.close();
        if (canMount && spool !== undefined) await run('umount', ['-l', spool]);
        await lab?.stop();
      });

      /** Moves all of a new user's mail, batch by batch; gives how long each MOVE took. */
      async function moveAll(user: string, pause: number): Promise<number[]> {
        const texts = Array.from({ length: each * batches }, () => message(number++));
        await fillInbox(lab.dovecot, user, texts);
        const client = await lab.logIn(user);
        await client.mailboxOpen('INBOX');
        const times: number[] = [];
        for (let batch = 0; batch < batches; batch += 1) {
          times.push(await moveFirst(client, each));
          await delay(pause * Math.random() * 2);
        }
        await client.logout();
        return times;
      }

      async function suffer(trouble: Trouble): Promise<number[]> {
        const state = { moving: true };
        const suffering = (async () => {
          while (state.moving) await trouble.cause();
        })();
        try {
          return await moveAll(trouble.name.replaceAll(' ', '-').toLowerCase(), trouble.pause);
        } finally {
          state.moving = false;
          await suffering;
          await trouble.mend?.();
        }
      }

      let left: string[] = [];
      const settled = () =>
        waitFor(
          'an empty spool',
          async () => {
            left = await files('incoming', 'new');
            return left.length === 0;
          },
          { hint: () => left.join('\n'), timeout: 20_000 },
        );
      const files = async (...folders: string[]) => {
        const found: string[] = [];
        for (const folder of folders) found.push(...(await readdir(join(spool, folder))));
        return found;
      };

      const idle: Trouble = {
        ...{ name: 'quiet', pause: 20 },
        cause: () => delay(10),
      };
      const restarting = (
        name: string,
        how: 'halt' | 'kill',
        server: () => Record<'halt' | 'kill' | 'resume', () => Promise<void>>,
      ): Trouble => ({
        ...{ name, pause: 100, isAmbiguous: true },
        async cause() {
          await server()[how]();
          ends += 1;
          await delay(50);
          await server().resume();
          await delay(200);
        },
      });
      const faulty = (fault: FaultProxy['fault']): Trouble => ({
        ...{ name: `answers ${fault}`, pause: 50 },
        async cause() {
          proxy.fault = fault;
          await delay(20);
        },
        mend() {
          proxy.fault = 'none';
        },
      });
      const troubles: Trouble[] = [
        idle,
        restarting('rspamd restarted', 'halt', () => lab.rspamd),
        restarting('rspamd killed', 'kill', () => lab.rspamd),
        restarting('Redis killed', 'kill', () => lab.redis),
        faulty('slow'),
        faulty('wrong'),
        faulty('silent'),
        {
          ...{ name: 'bridge killed', pause: 10 },
          async cause() {
            const before = bridge.starts();
            await delay(Math.random() * 120);
            bridge.kill();
            ends += 1;
            await waitFor('the next one', () => bridge.starts() > before, { every: 5 });
          },
        },
        {
          ...{ name: 'disk full', pause: 30 },
          async cause() {
            if (!canMount) return delay(10);
            const { bavail, bsize } = await statfs(spool);
            await writeFile(join(spool, 'ballast'), Buffer.alloc(bavail * bsize)).catch(() => {});
            await delay(150);
            await rm(join(spool, 'ballast'), { force: true });
            return delay(150);
          },
          mayLose: true, // there is no place for it
        },
      ];

      const rows = troubles.filter((_, at) => long || at === 0 || at % 2 === turn);
      it.each(rows)('$name: none lost, none twice', { timeout: 240_000 }, async (trouble) => {
        const before = {
          ...(await lab.rspamd.learned()),
          lost: await countLost(lab.dovecot),
        };
        const faults = proxy.faults;
        ends = 0;
        const times = await suffer(trouble);
        if (trouble === idle) quiet = times;
        await settled();
        const lost = (await countLost(lab.dovecot)) - before.lost;
        const after = await lab.rspamd.learned();
        const learned = after.spam - before.spam;
        console.log(
          `${version}, ${trouble.name}: MOVE of ${each} in ${show(times)}; learned ${learned}, ` +
            `not taken ${lost}, ended ${ends} times, ${proxy.faults - faults} false answers`,
        );
        expect(after.ham).toBe(before.ham);
        const most = trouble.isAmbiguous ? concurrency * ends : 0;
        expect(Math.abs(learned + lost - each * batches)).toBeLessThanOrEqual(most);
        if (!trouble.mayLose) expect(lost).toBe(0);
        expect(await files('dead', 'tmp')).toEqual([]);
        expect(Math.max(...times)).toBeLessThan(10 * Math.max(...quiet) + 2000);
      });
    },
  );
}
