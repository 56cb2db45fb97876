import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hello, startScripted } from '../../test/scripted-server.ts';
import { isManageSieveError } from '../error.ts';
import { connect } from './connect.ts';

/** Pieces of the protocol, and what is none. */
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('OK\r\n', 'NO "x"\r\n', '"a" ACTIVE\r\n', '{3}\r\n') },
  fc.constantFrom('BYE\r\n', '(', ')', '"', '\\', '{', '}', '+', '\r\n', '\n', ' ', 'OK (TAG "'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

it('whatever a server says, each call ends, and with a failure of ours', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.nat(4), async (pieces, cut) => {
      const text = pieces.join('');
      const server = await startScripted(async (peer) => {
        peer.send(`${hello}OK\r\n`);
        await peer.line();
        peer.send(text.slice(0, cut));
        peer.send(text.slice(cut));
        peer.socket.end();
      });
      const { port } = server;
      const limits = { idleTime: 500 };
      const client = await connect({ host: '127.0.0.1', port, tls: 'none', limits });
      const calls = [
        client.noop(),
        client.listScripts(),
        client.getScript('a'),
        client.checkScript(Buffer.from('keep;')),
        client.capability(),
      ];
      for (const call of await Promise.allSettled(calls)) {
        expect(call.status === 'fulfilled' || isManageSieveError(call.reason)).toBe(true);
      }
      client.close();
      await server.stop();
    }),
    { numRuns: 100 },
  );
});
