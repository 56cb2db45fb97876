import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  type Bridge,
  type BridgeConfig,
  openSharedSpool,
  startBridge,
} from '@sievekit/rspamd-bridge';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Redis, startRedis } from '../lab/redis.ts';
import { missingParts } from '../lab/state.ts';
import { waitFor } from '../lab/wait.ts';
import { handOver } from './bridge-client.ts';
import { keepLog, type LogLine } from './bridge-log.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const daemon = fileURLToPath(new URL('bridge-daemon.mjs', import.meta.url));
const quick = {
  ...{ firstRetryMs: 50, lastControllerRetryMs: 200, lookMs: 100, closeMs: 1000 },
  ...{ redisMs: 1000, sharedLookMs: 50, sharedCheckMs: 1000, sharedStalledMs: 2000 },
};

describe.skipIf(missingParts(['redis']).length > 0)('bridges that share a Redis', () => {
  let redis: Redis;
  let folder: string;
  let bridges: Bridge[];
  let lines: LogLine[];
  let controller: Server;
  let url: string;
  let isUp: boolean;
  /** What the controller learned anew, in order; it remembers as rspamd does. */
  let learned: string[];
  let knownAs: Map<string, string>;
  /** How long it takes for a message. */
  let slow = 0;

  beforeAll(async () => {
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const args = [compiler, '-b', 'packages/rspamd-bridge'];
    await promisify(execFile)(process.execPath, args, { cwd: root });
    redis = await startRedis();
  });
  afterAll(() => redis?.stop());
  beforeEach(async () => {
    folder = await mkdtemp('/tmp/sk-shared-');
    [bridges, learned, isUp, knownAs, slow] = [[], [], true, new Map(), 0];
    lines = [];
    controller = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      if (slow > 0) await delay(slow);
      const [, verdict = ''] = /^\/learn(spam|ham)$/.exec(request.url ?? '') ?? [];
      response.statusCode = body.includes('refuse me')
        ? 400
        : !isUp
          ? 500
          : knownAs.get(body) === verdict
            ? 208
            : 200;
      if (response.statusCode === 200 && verdict !== '') {
        learned.push(`${verdict} ${body}`);
        knownAs.set(body, verdict);
      }
      response.end('{}');
    }).listen(0, '127.0.0.1');
    await once(controller, 'listening');
    const address = controller.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  });
  afterEach(async () => {
    await Promise.all(bridges.map((bridge) => bridge.close()));
    controller.closeAllConnections();
    controller.close();
    await rm(folder, { recursive: true });
  });

  const redisUrl = (database: number) => new URL(`redis://127.0.0.1:${redis.port}/${database}`);
  const socketOf = (name: string) => join(folder, `${name}.sock`);
  const spooled = (name: string) => readdir(join(folder, name, 'new'));
  const empty = (...names: string[]) =>
    waitFor(
      'empty spools',
      async () => (await Promise.all(names.map(spooled))).every(({ length }) => length === 0),
      { timeout: 20_000 },
    );

  async function start(
    name: string,
    database: number,
    more: Partial<BridgeConfig> = {},
  ): Promise<Bridge> {
    const log = keepLog();
    lines = log.lines;
    const bridge = await startBridge(
      {
        ...{ socket: socketOf(name), spool: join(folder, name), rspamd: new URL(url), settle: 0 },
        ...{ redis: redisUrl(database), http: '127.0.0.1:0', ...more },
      },
      { logger: log.logger, limits: quick },
    );
    bridges.push(bridge);
    return bridge;
  }

  const send = (name: string, verdict: 'spam' | 'ham', message: string, user = 'alice') =>
    handOver(socketOf(name), { user, verdict, message });
  const report = async (bridge: Bridge) =>
    (await fetch(`http://127.0.0.1:${bridge.httpPort}/status`)).json();

  it('learn each message once, whoever takes it', async () => {
    await Promise.all(['a', 'b', 'c'].map((name) => start(name, 0)));
    const all = Array.from({ length: 60 }, (_, number) => `message ${number}`);
    const sent = all.map((text, at) => send(['a', 'b', 'c'][at % 3] ?? '', 'spam', text));
    expect(new Set(await Promise.all(sent))).toEqual(new Set(['+\n']));
    await empty('a', 'b', 'c');
    expect(learned.toSorted()).toEqual(all.map((text) => `spam ${text}`).toSorted());
    const counts = bridges.map((bridge) => bridge.status().learned.spam);
    expect(counts.reduce((sum, count) => sum + count)).toBe(60);
    expect(bridges.map((bridge) => bridge.status().waiting)).toEqual([0, 0, 0]);
  });

  it('have one settle window: moved on one machine, and back on the other', async () => {
    await start('a', 1, { settle: 2 });
    await start('b', 1, { settle: 2 });
    await send('a', 'spam', 'there and back');
    await send('a', 'spam', 'there');
    await waitFor(
      'both in Redis',
      async () => (await report(bridges[1] as Bridge)).shared.waiting === 2,
    );
    await send('b', 'ham', 'there and back');
    await send('b', 'spam', 'there');
    await empty('a', 'b');
    expect(learned).toEqual(['spam there']);
    const statuses = bridges.map((bridge) => bridge.status());
    expect(statuses).toMatchObject([{ cancelled: 1 }, { cancelled: 1, repeated: 1 }]);
  });

  it('learn the moves of one message in their order', async () => {
    await start('a', 2);
    await start('b', 2);
    slow = 100;
    await send('a', 'spam', 'x');
    await waitFor('it is under way', () => bridges.some((bridge) => bridge.status().inFlight > 0));
    await send('b', 'ham', 'x');
    await empty('a', 'b');
    expect(learned).toEqual(['spam x', 'ham x']);
  });

  it('have one quota, and one list of dead letters', async () => {
    await start('a', 3, { quota: 2 });
    await start('b', 3, { quota: 2 });
    await send('a', 'spam', 'one');
    await send('b', 'spam', 'two');
    await empty('a', 'b');
    await send('a', 'spam', 'three');
    await send('b', 'spam', 'four', 'bob');
    await send('b', 'spam', 'refuse me', 'bob');
    await empty('a', 'b');
    expect(learned.toSorted()).toEqual(['spam four', 'spam one', 'spam two']);
    for (const bridge of bridges) expect((await report(bridge)).shared).toMatchObject({ dead: 2 });
    expect(await readdir(join(folder, 'a/dead'))).toHaveLength(2); // the message and its note
    expect(await readdir(join(folder, 'b/dead'))).toHaveLength(2);
    const shared = await openSharedSpool({ url: redisUrl(3) });
    const dead = await shared.list('dead');
    expect(dead.map(({ user, reason }) => `${user} ${reason}`).sort()).toEqual([
      'alice quota',
      'bob rejected',
    ]);
    for (const message of dead) {
      if (message.user === 'alice') await shared.retry(message);
      else await shared.drop(message);
    }
    await waitFor('the one that was put back', () => learned.includes('spam three'));
    await waitFor('no dead letters', async () =>
      (await Promise.all(['a', 'b'].map((name) => readdir(join(folder, name, 'dead'))))).every(
        ({ length }) => length === 0,
      ),
    );
    expect(await shared.list('dead')).toEqual([]);
    await shared.close();
  });

  it('wait while rspamd is away, and go on', async () => {
    isUp = false;
    const bridge = await start('a', 4);
    for (let number = 0; number < 20; number += 1) await send('a', 'spam', `${number}`);
    await waitFor('a failure', () => bridge.status().state === 'backing-off');
    isUp = true;
    await empty('a');
    expect(learned).toHaveLength(20);
    expect(bridge.status().state).toBe('open');
  });

  it('take messages while Redis is away, and bring them when it is back', async () => {
    await redis.halt();
    try {
      await start('a', 5);
      for (let number = 0; number < 20; number += 1)
        expect(await send('a', 'spam', `${number}`)).toBe('+\n');
      expect(await spooled('a')).toHaveLength(20);
      expect((await report(bridges[0] as Bridge)).shared.up).toBe(false);
    } finally {
      await redis.resume();
    }
    await empty('a');
    expect(learned).toHaveLength(20);
    expect(lines.map(({ text }) => text)).toContain('Redis is back');
  });

  it('end in time though no Redis ever answered', async () => {
    const bridge = await start('a', 0, { redis: new URL('redis://127.0.0.1:1') });
    expect(await send('a', 'spam', 'x')).toBe('+\n');
    const began = performance.now();
    await bridge.close();
    expect(performance.now() - began).toBeLessThan(5000);
    expect(await spooled('a')).toHaveLength(1);
  });

  it('lose nothing, and learn nothing twice, when a Redis without memory is restarted', {
    timeout: 60_000,
  }, async () => {
    const names = ['a', 'b', 'c'];
    await Promise.all(names.map((name) => start(name, 6)));
    slow = 10;
    const all = Array.from({ length: 300 }, (_, number) => `message ${number}`);
    const restarting = (async () => {
      for (let round = 0; round < 2; round += 1) {
        await delay(250);
        await redis.halt();
        await delay(200);
        await redis.resume();
      }
    })();
    const replies: string[] = [];
    for (const [at, text] of all.entries()) {
      replies.push(await send(names[at % 3] ?? '', 'spam', text));
      await delay(2);
    }
    await restarting;
    expect(new Set(replies)).toEqual(new Set(['+\n']));
    await empty(...names);
    expect(learned.toSorted()).toEqual(all.map((text) => `spam ${text}`).toSorted());
  });

  describe('with a daemon of another process', () => {
    let child: ChildProcess;
    afterEach(() => void child.kill('SIGKILL'));

    it('take up what a machine had in hand when it was killed', async () => {
      const more = JSON.stringify({ redis: redisUrl(7).href, limits: { sharedStalledMs: 2000 } });
      const args = [daemon, socketOf('k'), join(folder, 'k'), url, '0', more];
      child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout as NodeJS.ReadableStream, 'data');
      slow = 1000;
      for (let number = 0; number < 12; number += 1) await send('k', 'spam', `${number}`);
      const bridge = await start('a', 7);
      await waitFor('some under way', async () => (await report(bridge)).shared.active >= 4);
      child.kill('SIGKILL');
      await once(child, 'exit');
      slow = 0;
      await waitFor('all learned', () => learned.length >= 12, { timeout: 20_000 });
      expect(learned.toSorted()).toEqual([...new Set(learned)].toSorted());
      // Its spool is cleared when it comes back, without a word to rspamd.
      await start('k', 7);
      await empty('k');
      expect(learned).toHaveLength(12);
    });
  });
});
