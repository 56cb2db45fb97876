import { afterEach, describe, expect, it } from 'vitest';
import {
  hello,
  type Peer,
  type ScriptedServer,
  startScripted,
} from '../../test/scripted-server.ts';
import { isManageSieveError } from '../error.ts';
import type { Client } from './client.ts';
import { connect } from './connect.ts';
import type { ConnectOptions } from './option.ts';

let server: ScriptedServer | undefined;
let client: Client | undefined;
afterEach(async () => {
  client?.close();
  await server?.stop();
});

async function join(
  greeting: string,
  play: (peer: Peer) => unknown,
  options: Partial<ConnectOptions> = {},
): Promise<Client> {
  server = await startScripted(async (peer) => {
    peer.send(greeting);
    await play(peer);
  });
  const { port } = server;
  const clear = { tls: 'none', allowPlaintextPassword: true } as const;
  client = await connect({ host: '127.0.0.1', port, ...clear, ...options });
  return client;
}

const alice = { username: 'alice', password: 'pw' };

describe('commands in flight', () => {
  it('make room for as many others when they are answered', async () => {
    const joined = await join(
      `${hello}OK\r\n`,
      async (peer) => {
        for (let wave = 0; wave < 3; wave++) {
          for (let count = 0; count < 4; count++) await peer.line();
          peer.send('OK\r\n'.repeat(4));
        }
      },
      { limits: { inFlight: 'NOOP\r\n'.length * 4, idleTime: 1000 } },
    );
    const calls = Array.from({ length: 12 }, () => joined.noop());
    expect(await Promise.all(calls)).toHaveLength(12);
  });
});

describe('connecting that fails', () => {
  it('leaves no connection behind', async () => {
    let closed = (): void => {};
    const gone = new Promise<void>((done) => {
      closed = done;
    });
    const call = join(`${hello}OK\r\n`, (peer) => peer.socket.once('close', closed), {
      tls: 'starttls',
    });
    await expect(call).rejects.toMatchObject({ code: 'tls' });
    await gone;
  });
});

describe('capabilities behind a login', () => {
  it('that never come end the session', async () => {
    const joined = await join(`${hello}OK\r\n`, async (peer) => {
      for (let line = await peer.line(); line !== null; line = await peer.line())
        peer.send('OK\r\n');
    });
    const error = await joined.authenticate(alice).catch((thrown: unknown) => thrown);
    expect(isManageSieveError(error) && error.code).toBe('protocol');
    expect(joined.open).toBe(false);
  });
});

describe('what a server lists for one user', () => {
  it('says nothing of the names of another', async () => {
    const lines: string[] = [];
    const greeting = `"IMPLEMENTATION" "Cyrus timsieved v3.6.1"\r\n${hello}OK\r\n`;
    const after = '"IMPLEMENTATION" "Cyrus timsieved v3.6.1"\r\n"VERSION" "1.0"\r\nOK\r\n';
    const joined = await join(greeting, async (peer) => {
      for (let line = await peer.line(); line !== null; line = await peer.line()) {
        lines.push(line);
        if (line === 'CAPABILITY') peer.send(after);
        else if (line === 'LISTSCRIPTS') peer.send('"=?utf-8?q?=c3=bc?="\r\nOK\r\n');
        else peer.send('OK\r\n');
      }
    });
    await joined.authenticate(alice);
    expect(await joined.listScripts()).toEqual([{ name: 'ü', active: false }]);
    await joined.deleteScript('ü');
    await joined.unauthenticate();
    await joined.authenticate({ ...alice, username: 'bob' });
    await joined.deleteScript('ü');
    expect(lines.filter((line) => line.startsWith('DELETESCRIPT'))).toEqual([
      'DELETESCRIPT "=?utf-8?q?=c3=bc?="',
      'DELETESCRIPT "=?UTF-8?Q?=C3=BC?="',
    ]);
  });
});
