import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { account, type EditorBench, startBench } from '../../../test/editor-bench.ts';
import {
  LOGIN_TIMEOUT_MS,
  MAX_HTTP_BODY_BYTES,
  MAX_LOGINS_PER_ACCOUNT,
  MAX_LOGINS_PER_ADDRESS,
} from '../../limits.ts';

let bench: EditorBench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.stop());

const codeOf = async (response: Response) => (await response.json()).error.code;

describe('POST /api/login', () => {
  it('logs in to the mail server of the configuration', async () => {
    const response = await bench.post('/api/login', account);
    expect(response.status).toBe(200);
    const info = {
      user: account.username,
      server: '127.0.0.1',
      capabilities: ['fileinto', 'vacation'],
    };
    expect(await response.json()).toEqual(info);
    const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const session = await bench.get('/api/session', { Cookie: cookie });
    expect(await session.json()).toEqual(info);
    expect(session.headers.get('cache-control')).toBe('no-store');
  });

  it('hands out a cookie that no script and no other site can use', async () => {
    const response = await bench.post('/api/login', account);
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^sievekit-\d+=[\w-]{43};/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect(cookie).not.toMatch(/Secure|Domain|Expires|Max-Age/);
  });

  it('takes no host from the browser', async () => {
    const response = await bench.post('/api/login', {
      ...account,
      host: 'evil.example',
      managesieve: { host: 'evil.example' },
    });
    expect((await response.json()).server).toBe('127.0.0.1');
  });

  it('refuses a wrong password and sets no cookie', async () => {
    const response = await bench.post('/api/login', { ...account, password: 'wrong' });
    expect(response.status).toBe(401);
    expect(await codeOf(response)).toBe('login-refused');
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it.each([
    ['another site', { Origin: 'https://evil.example' }],
    ['another port', { Origin: 'http://127.0.0.1:1' }],
    ['an opaque origin', { Origin: 'null' }],
    ['a neighbour, by the browser’s word', { 'Sec-Fetch-Site': 'same-site' }],
  ])('refuses %s', async (_, headers) => {
    const response = await bench.post('/api/login', account, headers);
    expect(response.status).toBe(403);
    expect(await codeOf(response)).toBe('forbidden-origin');
  });

  it.each([
    ['no JSON', '{"username": "ann", "password": "hunter2"', {}, 400],
    [
      'a form',
      'username=ann&password=hunter2',
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      400,
    ],
    ['a list', [], {}, 400],
    ['no password', { username: 'ann' }, {}, 400],
    ['a NUL in the name', { username: 'ann\0bob', password: 'hunter2' }, {}, 400],
    ['too much', { username: 'ann', password: 'x'.repeat(MAX_HTTP_BODY_BYTES) }, {}, 413],
  ])('refuses %s', async (_, body, headers, status) => {
    const response = await bench.post('/api/login', body, headers);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain('hunter2');
    expect(bench.log()).not.toContain('hunter2');
  });

  it('says that the mail server is away, and counts that as no guess', async () => {
    await bench.stopMailServer();
    for (let count = 0; count <= MAX_LOGINS_PER_ACCOUNT; count += 1) {
      const response = await bench.post('/api/login', account);
      expect(response.status).toBe(502);
      expect(await codeOf(response)).toBe('server-unreachable');
    }
  });

  it('gives the mail server LOGIN_TIMEOUT_MS', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      return AbortSignal.abort(new DOMException('', 'TimeoutError'));
    });
    const response = await bench.post('/api/login', account);
    expect(timeout).toHaveBeenCalledWith(LOGIN_TIMEOUT_MS);
    expect(response.status).toBe(504);
    timeout.mockRestore();
  });

  it('stops guessing one account, and lets others in from the same address', async () => {
    const guess = { username: 'bob', password: 'wrong' };
    for (let count = 0; count < MAX_LOGINS_PER_ACCOUNT; count += 1) {
      expect((await bench.post('/api/login', guess)).status).toBe(401);
    }
    const response = await bench.post('/api/login', { ...guess, username: 'BOB' });
    expect(response.status).toBe(429);
    expect(await codeOf(response)).toBe('too-many-logins');
    expect((await bench.post('/api/login', account)).status).toBe(200);
  });

  it('stops guessing many accounts from one address', async () => {
    for (let count = 0; count < MAX_LOGINS_PER_ADDRESS; count += 1) {
      await bench.post('/api/login', { username: `user${count}`, password: 'wrong' });
    }
    expect((await bench.post('/api/login', account)).status).toBe(429);
  });

  it('locks no owner out: guesses from elsewhere count for elsewhere', async () => {
    const proxied = await startBench({ trustProxy: 'loopback' });
    const from = (address: string) => ({ 'X-Forwarded-For': address });
    const guess = { ...account, password: 'wrong' };
    for (let count = 0; count <= MAX_LOGINS_PER_ACCOUNT; count += 1) {
      await proxied.post('/api/login', guess, from('198.51.100.1'));
    }
    expect((await proxied.post('/api/login', account, from('198.51.100.1'))).status).toBe(429);
    expect((await proxied.post('/api/login', account, from('198.51.100.2'))).status).toBe(200);
    await proxied.stop();
  });

  it('believes no address that the browser makes up', async () => {
    const guess = { username: 'bob', password: 'wrong' };
    for (let count = 0; count < MAX_LOGINS_PER_ACCOUNT; count += 1) {
      await bench.post('/api/login', guess, { 'X-Forwarded-For': `198.51.100.${count}` });
    }
    expect((await bench.post('/api/login', guess)).status).toBe(429);
  });

  it('lets one log in as often as one likes with the right password', async () => {
    for (let count = 0; count < 2 * MAX_LOGINS_PER_ACCOUNT; count += 1) {
      expect((await bench.post('/api/login', account)).status).toBe(200);
    }
  });

  it('gives a fresh id to each login and ends the one before (session fixation)', async () => {
    const first = await bench.login();
    const again = await bench.post('/api/login', account, { Cookie: first });
    expect((again.headers.get('set-cookie') ?? '').split(';')[0]).not.toBe(first);
    expect((await bench.get('/api/session', { Cookie: first })).status).toBe(204);
  });

  it('takes no id that the browser made up', async () => {
    const name = (await bench.login()).split('=')[0];
    const planted = `${name}=${'A'.repeat(43)}`;
    const response = await bench.post('/api/login', account, { Cookie: planted });
    expect(response.headers.get('set-cookie')).not.toContain('AAAA');
    expect((await bench.get('/api/session', { Cookie: planted })).status).toBe(204);
  });
});

describe('POST /api/logout', () => {
  it('forgets the session, on both sides', async () => {
    const cookie = await bench.login();
    const page = await bench.open(cookie);
    const response = await bench.post('/api/logout', {}, { Cookie: cookie });
    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toMatch(/Expires=Thu, 01 Jan 1970/);
    expect((await bench.get('/api/session', { Cookie: cookie })).status).toBe(204);
    expect(await page.closed).toBe(4401);
  });

  it('is not for other sites to ask for', async () => {
    const cookie = await bench.login();
    const headers = { Cookie: cookie, Origin: 'https://evil.example' };
    expect((await bench.post('/api/logout', {}, headers)).status).toBe(403);
    expect((await bench.get('/api/session', { Cookie: cookie })).status).toBe(200);
  });

  it('is nothing to complain about for somebody not logged in', async () => {
    expect((await bench.post('/api/logout', {})).status).toBe(204);
  });
});

describe('everything else', () => {
  it('says with an empty answer that nobody is logged in', async () => {
    expect((await bench.get('/api/session')).status).toBe(204);
  });

  it('says in JSON that there is nothing', async () => {
    expect(await codeOf(await bench.get('/api/secrets'))).toBe('not-found');
  });

  it('logs no password, right or wrong, and no cookie', async () => {
    const cookie = await bench.login();
    await bench.post('/api/login', { ...account, password: 'mistyped secret' });
    const page = await bench.open(cookie);
    await page.call('list', {});
    await bench.post('/api/logout', {}, { Cookie: cookie });
    const log = bench.log();
    expect(log).toContain('logged in');
    expect(log).toContain('login failed');
    expect(log).not.toContain(account.password);
    expect(log).not.toContain('mistyped secret');
    expect(log).not.toContain(cookie.split('=')[1]);
  });
});

describe('behind a proxy with https', () => {
  it('hands out a Secure cookie of this host alone, and knows the browser’s address', async () => {
    const proxied = await startBench({
      publicUrl: 'https://sieve.example.org',
      trustProxy: 'loopback',
    });
    const response = await proxied.post('/api/login', account, {
      'X-Forwarded-For': '198.51.100.7',
    });
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-sievekit=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect(proxied.log()).toContain('198.51.100.7');
    await proxied.stop();
  });
});
