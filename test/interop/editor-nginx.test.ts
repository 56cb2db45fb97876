import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type Editor, startEditor } from '@sievekit/editor';
import { createMemoryStore, createServer, type Server } from '@sievekit/managesieve';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Nginx, startNginx } from '../lab/nginx.ts';
import { missingParts } from '../lab/state.ts';

const account = { username: 'ann', password: 'correct horse' };
/** What the browser's bar says: nginx listens elsewhere, as behind a router. */
const origin = 'https://mail.example.org';

/** The server block of the page in docs, which people copy. */
async function readExample(): Promise<string> {
  const page = await readFile(new URL('../../docs/proxy.md', import.meta.url), 'utf8');
  return /```nginx\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
}

describe.skipIf(missingParts(['nginx']).length > 0)('the editor behind nginx, under a path', () => {
  let mail: Server;
  let editor: Editor;
  let nginx: Nginx;

  beforeAll(async () => {
    mail = createServer({
      store: createMemoryStore(),
      users: { verify: async (_, password) => password === account.password },
      check: () => ({ errors: [], warnings: [] }),
      capabilities: ['fileinto'],
    });
    const { port } = await mail.listen(0, '127.0.0.1');
    editor = await startEditor({
      port: 0,
      publicUrl: `${origin}/sieve/`,
      trustProxy: 'loopback',
      logLevel: 'silent',
      managesieve: { host: '127.0.0.1', port, tls: 'none', allowPlaintextPassword: true },
    });
    const example = await readExample();
    nginx = await startNginx(({ port: listen, cert, key }) =>
      example
        .replace('listen 443', `listen 127.0.0.1:${listen}`)
        .replace('/etc/ssl/mail.example.org.pem', cert)
        .replace('/etc/ssl/mail.example.org.key', key)
        .replaceAll('127.0.0.1:8080', `127.0.0.1:${editor.port}`),
    );
  });
  afterAll(async () => {
    await nginx?.stop();
    await editor?.close();
    await mail?.close();
  });

  interface Answer {
    readonly status: number | undefined;
    readonly headers: IncomingMessage['headers'];
    readonly body: string;
  }

  function ask(method: string, path: string, headers: object = {}, body = ''): Promise<Answer> {
    const { port, ca } = nginx;
    const options = { method, path, port, ca, host: 'localhost', servername: 'localhost' };
    return new Promise((resolve, reject) => {
      const all = { Host: 'mail.example.org', Origin: origin, ...headers };
      const sent = request({ ...options, headers: all }, async (response) => {
        const { statusCode: status, headers: got } = response;
        resolve({ status, headers: got, body: await text(response) });
      });
      sent.on('error', reject).end(body);
    });
  }

  const login = (headers: object = {}, body: object = account) =>
    ask(
      'POST',
      '/sieve/api/login',
      { 'Content-Type': 'application/json', ...headers },
      JSON.stringify(body),
    );

  /** Opens the WebSocket; the status where it is refused. */
  function open(headers: Record<string, string>): Promise<Duplex | number | undefined> {
    const { port, ca } = nginx;
    const sent = request({
      ...{ port, ca, host: 'localhost', path: '/sieve/ws' },
      headers: {
        ...{ Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' },
        ...{ 'Sec-WebSocket-Key': Buffer.alloc(16).toString('base64'), ...headers },
      },
    });
    return new Promise((resolve, reject) => {
      sent.on('upgrade', (_, socket) => resolve(socket));
      sent.on('response', ({ statusCode }) => resolve(statusCode));
      sent.on('error', reject).end();
    });
  }

  it('serves the page and all that it loads below the path', async () => {
    const page = await ask('GET', '/sieve/');
    expect(page.status).toBe(200);
    const assets = [...page.body.matchAll(/(?:src|href)="(\.[^"]+)"/g)].map(([, path]) => path);
    expect(assets.length).toBeGreaterThan(1);
    for (const path of assets) {
      const { status } = await ask('GET', new URL(path ?? '', `${origin}/sieve/`).pathname);
      expect([path, status]).toEqual([path, 200]);
    }
  });

  it('leads to the path with its slash', async () => {
    const { status, headers } = await ask('GET', '/sieve');
    expect([301, 308]).toContain(status);
    expect(headers.location).toMatch(/\/sieve\/$/);
  });

  it('logs in, and works over the WebSocket', async () => {
    const { status, headers } = await login();
    expect(status).toBe(200);
    const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
    expect(cookie).toMatch(/^__Host-sievekit-sieve=/);
    const socket = await open({ Cookie: cookie, Origin: origin });
    if (typeof socket !== 'object') throw new Error(`refused: ${socket}`);
    const message = JSON.stringify({ id: 1, method: 'list', params: {} });
    // A final text frame, its mask all zeros (RFC 6455, section 5.2).
    socket.write(Buffer.from([0x81, 0x80 | message.length, 0, 0, 0, 0]));
    socket.write(message);
    const [frame] = await once(socket, 'data');
    expect(JSON.parse(String(frame.subarray(2)))).toMatchObject({ id: 1, result: { scripts: [] } });
    socket.destroy();
    expect(await open({ Cookie: cookie, Origin: 'https://evil.example' })).toBe(403);
  });

  it('counts failed logins by the browser’s address, whatever the browser says of it', async () => {
    const guess = { username: 'bob', password: 'wrong' };
    const statuses: (number | undefined)[] = [];
    for (let count = 0; count < 6; count++) {
      const { status } = await login({ 'X-Forwarded-For': `198.51.100.${count}` }, guess);
      statuses.push(status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('takes no body that is too large', async () => {
    const { status } = await login({}, { ...account, password: 'x'.repeat(40_000) });
    expect(status).toBe(413);
  });
});
