import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { account, type EditorBench, startBench } from '../../test/editor-bench.ts';
import { openPage } from '../../test/page.ts';
import { CLOSE_TIMEOUT_MS } from '../limits.ts';
import { startEditor } from './start-editor.ts';

const managesieve = { host: '127.0.0.1', port: 1 };

describe('startEditor', () => {
  let bench: EditorBench;
  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.stop());

  it('serves the page under a policy without unsafe-eval, and speaks of no https on loopback', async () => {
    const response = await bench.get('/');
    expect(await response.text()).toContain('<title>sievekit</title>');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).toMatch(/trusted-types default [^*']+(;|$)/);
    expect(policy).not.toMatch(/unsafe-eval|upgrade-insecure-requests/);
    expect(response.headers.get('strict-transport-security')).toBeNull();
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('x-powered-by')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  it('lets a browser keep what carries a hash in its name', async () => {
    const response = await bench.get('/assets/main-abc123.js');
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  it.each(['/nothing', '/../package.json', '/%2e%2e/%2e%2e/etc/passwd'])(
    'has nothing at %s',
    async (path) => {
      expect((await bench.get(path)).status).toBe(404);
    },
  );

  it('says in one sentence that the port is taken', async () => {
    const { port } = bench.editor;
    const second = startBench({ port });
    await expect(second).rejects.toMatchObject({
      name: 'EditorError',
      code: 'port-taken',
      message: expect.stringMatching(`^Port ${port} on 127.0.0.1 is taken by another program`),
    });
  });

  it('lets a save that is under way end, and takes no new login meanwhile', async () => {
    const page = await bench.open(await bench.login());
    const release = bench.holdStore();
    const saved = page.call('save', { name: 'main', text: 'keep;\n', revision: null });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closed = bench.editor.close();
    await expect(bench.post('/api/login', account)).rejects.toThrow();
    release();
    expect((await saved).warnings).toEqual([]);
    expect(await page.closed).toBe(4401);
    await closed;
  });

  it('ends with pages still open', async () => {
    const page = await bench.open(await bench.login());
    await bench.editor.close();
    await page.closed;
    await expect(bench.get('/')).rejects.toThrow();
  });
});

it('ends after CLOSE_TIMEOUT_MS whatever a client does', async () => {
  const bench = await startBench();
  const client = connect(bench.editor.port, '127.0.0.1').on('error', () => undefined);
  client.write('GET / HTTP/1.1\r\nHost: x\r\n');
  await new Promise((resolve) => setTimeout(resolve, 50));
  const start = performance.now();
  await bench.stop();
  expect(performance.now() - start).toBeLessThan(CLOSE_TIMEOUT_MS + 1000);
});

describe('startEditor with a wrong setting', () => {
  it('says that the page was not built', async () => {
    const webFolder = await mkdtemp(join(tmpdir(), 'sk-empty-'));
    const start = startEditor({ port: 0, managesieve }, { webFolder });
    await expect(start).rejects.toMatchObject({
      code: 'not-built',
      message: expect.stringContaining('npm run build'),
    });
    await rm(webFolder, { recursive: true });
  });

  it.each([
    [
      'a certificate file that is not there',
      { managesieve: { ...managesieve, ca: '/nowhere/ca.pem' } },
      'ca-unreadable',
    ],
    ['a foreign address', { host: '192.0.2.1', port: 0 }, 'host-unavailable'],
    ['a mistake', { port: -1 }, 'config-invalid'],
  ])('%s', async (_, config, code) => {
    await expect(startBench(config)).rejects.toMatchObject({ name: 'EditorError', code });
  });

  it('leaves a port alone that something else than a web server holds', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    await expect(startBench({ port })).rejects.toMatchObject({ code: 'port-taken' });
    await new Promise((resolve) => other.close(resolve));
  });
});

describe('behind a proxy with https', () => {
  it('asks for https from then on, and takes the public address for its own', async () => {
    const bench = await startBench({ publicUrl: 'https://sieve.example.org' });
    expect(bench.editor.url).toBe('https://sieve.example.org');
    const page = await bench.get('/');
    expect(page.headers.get('strict-transport-security')).toContain('max-age=');
    await bench.stop();
  });

  it.each(['', '/sieve'])(
    'serves under a path, whether the proxy cuts it off or not: "%s"',
    async (sent) => {
      const bench = await startBench({ publicUrl: 'https://example.org/sieve' });
      expect((await bench.get(`${sent}/`)).status).toBe(200);
      expect((await bench.get(`${sent}/assets/main-abc123.js`)).status).toBe(200);
      const headers = { Origin: 'https://example.org' };
      const login = await bench.post(`${sent}/api/login`, account, headers);
      const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      expect(cookie).toMatch(/^__Host-sievekit-sieve=/);
      const url = `ws://127.0.0.1:${bench.editor.port}${sent}/ws`;
      const page = await openPage(url, { ...headers, Cookie: cookie });
      expect((await page.call('list', {})).scripts).toEqual([]);
      await bench.stop();
    },
  );

  it('leads to the path with its slash, on which all relative addresses rest', async () => {
    const bench = await startBench({ publicUrl: 'https://example.org/sieve' });
    const address = `http://127.0.0.1:${bench.editor.port}/sieve`;
    const response = await fetch(address, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([308, '/sieve/']);
    await bench.stop();
  });
});
