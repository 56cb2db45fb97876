import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bridge, type BridgeConfig, startBridge } from '@sievekit/rspamd-bridge';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../lab/port.ts';
import { type Redis, startRedis } from '../lab/redis.ts';
import { type Rspamd, startRspamd } from '../lab/rspamd.ts';
import { missingParts } from '../lab/state.ts';
import { waitFor } from '../lab/wait.ts';
import { handOver, message } from './bridge-client.ts';
import { keepLog, type LogLine } from './bridge-log.ts';

const quick = { firstRetryMs: 50, lastControllerRetryMs: 200, holdMs: 60_000, passwordCheckMs: 50 };

/** A controller on a UNIX socket, and a fuzzy storage that it may write to. */
function withSocketAndFuzzy(path: string, port: number): string {
  return `worker "controller" { bind_socket = "${path} mode=0666"; count = 1; }
worker "fuzzy" { bind_socket = "127.0.0.1:${port}"; backend = "redis"; allow_update = ["127.0.0.1"]; }
options { filters = "fuzzy_check"; }
fuzzy_check {
  rule "local" {
    servers = "127.0.0.1:${port}";
    algorithm = "mumhash";
    read_only = no;
    fuzzy_map = { LAB_FUZZY { max_score = 20; flag = 11; } }
  }
}`;
}

const versions = [
  { version: '3.4', missing: missingParts(['redis', 'rspamd']) },
  { version: '3.12', missing: missingParts(['redis', 'rspamd312']) },
] as const;

for (const { version, missing } of versions)
  describe.skipIf(missing.length > 0)(
    `the bridge and a real rspamd ${version} ${missing.join(' ')}`,
    () => {
      let redis: Redis;
      let rspamd: Rspamd;
      let folder: string;
      let bridge: Bridge | null = null;
      let lines: LogLine[];
      let number = 0;

      beforeAll(async () => {
        redis = await startRedis();
        rspamd = await startRspamd({ redisPort: redis.port, version });
      });
      afterAll(async () => {
        await rspamd?.stop();
        await redis?.stop();
      });
      beforeEach(async () => {
        folder = await mkdtemp('/tmp/sk-bridge-');
      });
      afterEach(async () => {
        await bridge?.close();
        bridge = null;
        await rm(folder, { recursive: true });
      });

      async function start(more: Partial<BridgeConfig> = {}): Promise<string> {
        const socket = join(folder, 'learn.sock');
        const log = keepLog();
        lines = log.lines;
        bridge = await startBridge(
          {
            socket,
            spool: join(folder, 'spool'),
            rspamd: new URL(rspamd.controllerUrl),
            passwordFile: rspamd.passwordFile,
            settle: 0,
            ...more,
          },
          { logger: log.logger, limits: quick },
        );
        return socket;
      }

      const results = () =>
        lines.map((line) => line.result).filter((result) => result !== undefined);
      const settled = () => waitFor('an empty queue', () => bridge?.status().waiting === 0);
      const next = () => message(number++);

      it('learns spam, knows it again, and learns it as ham when the person says so', async () => {
        const socket = await start();
        const before = await rspamd.learned();
        const text = next();
        for (const verdict of ['spam', 'spam', 'ham'] as const) {
          expect(await handOver(socket, { user: 'alice', verdict, message: text })).toBe('+\n');
        }
        await settled();
        expect(results()).toEqual(['learned', 'already', 'learned']);
        const after = await rspamd.learned();
        expect(after.ham - before.ham).toBe(1);
        expect(await readdir(join(folder, 'spool/new'))).toEqual([]);
        expect(lines.filter((line) => line.result).map(({ user, cause }) => [user, cause])).toEqual(
          Array(3).fill(['alice', 'copy']),
        );
      });

      it('counts one more for each message of many', async () => {
        const socket = await start();
        const before = await rspamd.learned();
        const replies = await Promise.all(
          Array.from({ length: 30 }, () =>
            handOver(socket, { user: 'bob', verdict: 'spam', message: next() }),
          ),
        );
        expect(new Set(replies)).toEqual(new Set(['+\n']));
        await settled();
        expect(results()).toEqual(Array(30).fill('learned'));
        expect((await rspamd.learned()).spam - before.spam).toBe(30);
      });

      it('skips a message too short to learn from', async () => {
        const socket = await start();
        await handOver(socket, {
          user: 'bob',
          verdict: 'spam',
          message: 'Subject: hi\r\n\r\nhi\r\n',
        });
        await settled();
        expect(results()).toEqual(['skipped']);
      });

      it('puts an empty message into the dead letters', async () => {
        const socket = await start();
        await handOver(socket, { user: 'bob', verdict: 'spam', message: '' });
        await settled();
        expect(results()).toEqual(['dead']);
        const dead = join(folder, 'spool/dead');
        const [note = ''] = (await readdir(dead)).filter((name) => name.endsWith('.json'));
        expect(JSON.parse(await readFile(join(dead, note), 'utf8'))).toMatchObject({
          reason: 'rejected',
          detail: '400 Empty body is not permitted {"error":"Empty body is not permitted"}',
          status: 400,
        });
      });

      it('holds while the password may not learn, and goes on once the file is mended', async () => {
        const passwordFile = join(folder, 'password');
        await writeFile(passwordFile, 'lab-may-read\n');
        const socket = await start({ passwordFile });
        await handOver(socket, { user: 'carol', verdict: 'spam', message: next() });
        await waitFor('the hold', () => bridge?.status().state === 'held');
        expect(bridge?.status().waiting).toBe(1);
        expect(JSON.stringify(lines)).not.toContain('lab-may-read');
        await writeFile(passwordFile, 'lab-may-learn\n');
        await settled();
        expect(results()).toEqual(['hold', 'learned']);
      });

      it('holds a large message too when the password is refused', async () => {
        const passwordFile = join(folder, 'password');
        await writeFile(passwordFile, 'wrong\n');
        const socket = await start({ passwordFile });
        const large = `${next()}${randomBytes(6_000_000).toString('base64')}`;
        await handOver(socket, { user: 'carol', verdict: 'spam', message: large });
        await waitFor('the hold', () => bridge?.status().state === 'held');
      });

      it('keeps three messages while rspamd is away, and learns each once when it is back', async () => {
        const socket = await start();
        const before = await rspamd.learned();
        await rspamd.halt();
        for (let count = 0; count < 3; count += 1) {
          expect(await handOver(socket, { user: 'dave', verdict: 'spam', message: next() })).toBe(
            '+\n',
          );
        }
        await waitFor('a failure', () => bridge?.status().state === 'backing-off');
        expect(await readdir(join(folder, 'spool/new'))).toHaveLength(3);
        await rspamd.resume();
        await settled();
        expect((await rspamd.learned()).spam - before.spam).toBe(3);
        expect(results().filter((result) => result !== 'again')).toEqual(Array(3).fill('learned'));
      });

      it('keeps a message while Redis is away behind rspamd', async () => {
        const socket = await start();
        await redis.halt();
        await handOver(socket, { user: 'dave', verdict: 'spam', message: next() });
        await waitFor('a failure', () => bridge?.status().state === 'backing-off');
        expect(await readdir(join(folder, 'spool/new'))).toHaveLength(1);
        await redis.resume();
        await settled();
        expect(results().at(-1)).toBe('learned');
        expect(lines.find((line) => line.result === 'again')?.reason).toMatch(
          version === '3.4' ? /^1 / : /^500 /,
        );
      });

      it('learns what an earlier daemon had left', async () => {
        const before = await rspamd.learned();
        await rspamd.halt();
        const socket = await start();
        await handOver(socket, { user: 'alice', verdict: 'ham', message: next() });
        await bridge?.close();
        await rspamd.resume();
        await start();
        await settled();
        expect((await rspamd.learned()).ham - before.ham).toBe(1);
      });

      it('asks the controller that is there, on its UNIX socket, and teaches the fuzzy storage too', async () => {
        const fuzzyPort = await freePort();
        await chmod(folder, 0o777); // rspamd runs as the lab's account
        const other = await startRspamd({
          redisPort: redis.port,
          version,
          extra: withSocketAndFuzzy(join(folder, 'c.sock'), fuzzyPort),
        });
        try {
          const before = await other.learned();
          const urls = ['http://127.0.0.1:1', `unix:${join(folder, 'c.sock')}`];
          const socket = await start({
            rspamd: urls.map((url) => new URL(url)),
            passwordFile: undefined,
            fuzzyFlag: 11,
            classifier: 'bayes',
            learnType: 'bulk',
          });
          const text = next();
          await handOver(socket, { user: 'carol', verdict: 'spam', message: text });
          await handOver(socket, { user: 'carol', verdict: 'ham', message: text });
          await settled();
          expect(results()).toEqual(['again', 'learned', 'learned']);
          expect((await other.learned()).ham - before.ham).toBe(1);
        } finally {
          await other.stop();
        }
      });

      it('tells how far Bayes is, and how many were too short', async () => {
        const socket = await start({ http: '127.0.0.1:0' });
        await handOver(socket, {
          user: 'carol',
          verdict: 'spam',
          message: 'Subject: hi\r\n\r\nhi',
        });
        await settled();
        const answer = await fetch(`http://127.0.0.1:${bridge?.httpPort}/status`);
        expect(await answer.json()).toMatchObject({
          tooShort: 1,
          skipped: 1,
          rspamd: { spam: expect.any(Number), ham: expect.any(Number) },
        });
      });

      it.each([
        [{ fuzzyFlag: 11 }, '500 Module disabled'],
        [{ classifier: 'nobody' }, '404 cannot find classifier with name nobody'],
      ])('puts what %j cannot teach into the dead letters', async (more, why) => {
        const socket = await start(more);
        await handOver(socket, { user: 'carol', verdict: 'spam', message: next() });
        await settled();
        expect(results()).toEqual(['dead']);
        expect(lines.find(({ result }) => result === 'dead')?.reason).toContain(why);
      });

      it('learns a message of 25 MB', async () => {
        const socket = await start();
        const large = `${next()}${randomBytes(18_500_000).toString('base64')}`;
        expect(await handOver(socket, { user: 'alice', verdict: 'spam', message: large })).toBe(
          '+\n',
        );
        await settled();
        expect(results()).toEqual(['learned']);
      });
    },
  );
