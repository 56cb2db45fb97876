import { createServer, type Server } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { afterEach, expect, it } from 'vitest';
import { hello } from '../../test/scripted-server.ts';
import { createAuthority } from '../authority.ts';
import { connect } from './connect.ts';

let server: Server | undefined;
afterEach(() => server?.close());

const MiB = 1024 * 1024;
const size = 16 * MiB;
/** What is slow; the systems between us may hold the rest, of which nobody can see how it goes. */
const slow = 8 * MiB;

it.each(['none', 'implicit'] as const)(
  'a long upload that goes on slowly is no silence (tls %s)',
  async (tls) => {
    const authority = await createAuthority();
    const certificate = await authority.issue(['127.0.0.1']);
    server = createServer((plain) => {
      const secureContext = createSecureContext(certificate);
      const socket =
        tls === 'none' ? plain : new TLSSocket(plain, { isServer: true, secureContext });
      for (const one of [plain, socket]) one.on('error', () => {});
      socket.write(`${hello}OK\r\n`);
      let heard = 0;
      let rested = 0;
      socket.on('data', ({ length }: Buffer) => {
        heard += length;
        if (heard > size && heard - length <= size) socket.write('OK\r\n');
        if (heard > slow || heard - rested < MiB / 16) return;
        rested = heard;
        socket.pause();
        setTimeout(() => socket.resume(), 8);
      });
    });
    await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    const limits = { idleTime: 300 };
    const client = await connect({ host: '127.0.0.1', port, tls, ca: authority.ca, limits });
    const started = performance.now();
    await client.putScript('long', Buffer.alloc(size, '#'));
    expect(performance.now() - started).toBeGreaterThan(2 * limits.idleTime);
    await expect(client.noop()).rejects.toMatchObject({
      code: 'timeout',
      message: 'The server has been silent for 300 ms (NOOP); the connection was closed.',
    });
  },
);
