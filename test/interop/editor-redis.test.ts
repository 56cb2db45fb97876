import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Editor, startEditor } from '@sievekit/editor';
import { createMemoryStore, createServer, type Server } from '@sievekit/managesieve';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, greeting } from '../lab/port.ts';
import { type Redis, startRedis } from '../lab/redis.ts';
import { missingParts } from '../lab/state.ts';

const account = { username: 'ann', password: 'correct-horse' };
const origin = 'https://sieve.example.org';

describe.skipIf(missingParts(['redis']).length > 0)('two editors with one Redis', () => {
  let folder: string;
  let mail: Server;
  let mailPort: number;
  let redis: Redis;
  let monitor: string;
  const editors: Editor[] = [];

  async function start(more: object = {}): Promise<Editor> {
    const editor = await startEditor(
      {
        port: 0,
        publicUrl: origin,
        logLevel: 'silent',
        redis: `redis://127.0.0.1:${redis.port}`,
        session: { store: 'redis' },
        managesieve: {
          host: '127.0.0.1',
          port: mailPort,
          tls: 'none',
          allowPlaintextPassword: true,
        },
        ...more,
      },
      { webFolder: folder },
    );
    editors.push(editor);
    return editor;
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sk-redis-'));
    await writeFile(join(folder, 'index.html'), '');
    mail = createServer({
      store: createMemoryStore(),
      users: { verify: async (_, password) => password === account.password },
      check: () => ({ errors: [], warnings: [] }),
      capabilities: ['fileinto'],
    });
    mailPort = (await mail.listen(0, '127.0.0.1')).port;
    redis = await startRedis();
    monitor = `127.0.0.1:${await freePort()}`;
    await start({ monitor });
    await start();
  });
  afterAll(async () => {
    for (const editor of editors) await editor.close();
    await mail?.close();
    await redis?.stop();
    await rm(folder, { recursive: true });
  });

  const post = (at: number, path: string, body: object, headers: object = {}) =>
    fetch(`http://127.0.0.1:${editors[at]?.port}${path}`, {
      method: 'POST',
      headers: { Origin: origin, 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const session = async (at: number, cookie: string) => {
    const url = `http://127.0.0.1:${editors[at]?.port}/api/session`;
    return (await fetch(url, { headers: { Cookie: cookie } })).status;
  };
  async function login(at: number): Promise<string> {
    const response = await post(at, '/api/login', account);
    return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  }

  it('go on with each other’s sessions, and a logout ends them on both', async () => {
    const cookie = await login(0);
    expect([await session(0, cookie), await session(1, cookie)]).toEqual([200, 200]);
    expect((await post(1, '/api/logout', {}, { Cookie: cookie })).status).toBe(204);
    expect([await session(0, cookie), await session(1, cookie)]).toEqual([204, 204]);
  });

  it('take no cookie that was made up', async () => {
    expect(await session(0, `__Host-sievekit=${'A'.repeat(43)}`)).toBe(204);
  });

  it('leave nothing in Redis that opens an account', async () => {
    const cookie = await login(0);
    const id = cookie.split('=')[1] ?? '';
    const keys = await greeting(redis.port, 'KEYS sievekit:session:*\r\n');
    const key = /sievekit:session:[0-9a-f]{64}/.exec(keys)?.[0] ?? '';
    const kept = await greeting(redis.port, `GET ${key}\r\n`);
    expect(kept.length).toBeGreaterThan(100);
    for (const secret of [account.username, account.password, id]) {
      expect(keys + kept).not.toContain(secret);
    }
    const life = await greeting(redis.port, `PTTL ${key}\r\n`);
    expect(Number(life.slice(1))).toBeGreaterThan(29 * 60_000);
    expect(Number(life.slice(1))).toBeLessThanOrEqual(30 * 60_000);
  });

  it('count failed logins together', async () => {
    const guess = { username: 'bob', password: 'wrong' };
    const statuses: number[] = [];
    for (let count = 0; count < 6; count++) {
      statuses.push((await post(count % 2, '/api/login', guess)).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    expect((await post(1, '/api/login', { ...guess, username: 'BOB' })).status).toBe(429);
    expect((await post(0, '/api/login', account)).status).toBe(200);
  });

  it('outlive one of them', async () => {
    const cookie = await login(0);
    const third = await start();
    await third.close();
    await start();
    expect(await session(editors.length - 1, cookie)).toBe(200);
  });

  it('say when Redis is away, and go on when it is back', async () => {
    const cookie = await login(0);
    await redis.halt();
    expect(await session(0, cookie)).toBe(503);
    expect((await post(0, '/api/login', account)).status).toBe(503);
    expect((await fetch(`http://${monitor}/healthz`)).status).toBe(503);
    await redis.resume();
    await expect.poll(() => session(0, cookie), { timeout: 10_000 }).toBe(204);
    expect(await session(0, await login(0))).toBe(200);
    expect((await fetch(`http://${monitor}/healthz`)).status).toBe(200);
  });

  it('do not start without it, and say so without its password', async () => {
    const port = await freePort();
    const refused = start({ redis: `redis://:pass-word@127.0.0.1:${port}` });
    await expect(refused).rejects.toMatchObject({ code: 'redis-unreachable' });
    await expect(refused).rejects.toThrow(`127.0.0.1:${port}`);
    await expect(refused).rejects.not.toThrow('pass-word');
  });
});
