import { afterEach, describe, expect, it } from 'vitest';
import {
  hello,
  type Peer,
  type ScriptedServer,
  startScripted,
} from '../../test/scripted-server.ts';
import type { Client } from './client.ts';
import { connect } from './connect.ts';
import type { ConnectOptions } from './option.ts';

let server: ScriptedServer | undefined;
let client: Client | undefined;
afterEach(async () => {
  client?.close();
  await server?.stop();
});

/** What the server was told behind its login. */
let lines: string[];

/** The next command; a tagged NOOP is answered at once, when it is not the one looked for. */
async function hear(peer: Peer): Promise<string> {
  const line = (await peer.line()) ?? 'gone';
  lines.push(line.replace(/sync-[\da-f]{12}/, 'TAG'));
  return line;
}

const echo = (line: string) => `OK (TAG ${/"sync-.*"/.exec(line)?.[0]}) "Done"\r\n`;

/** Logs in to a server that sends the tag of a NOOP back. */
async function join(
  play: (peer: Peer) => unknown,
  limits: ConnectOptions['limits'] = {},
): Promise<Client> {
  lines = [];
  server = await startScripted(async (peer) => {
    peer.send(`${hello}OK\r\n`);
    await peer.line();
    peer.send('OK\r\n');
    await peer.line();
    peer.send(`"VERSION" "1.0"\r\nOK\r\n${echo((await peer.line()) ?? '')}`);
    await play(peer);
  });
  const { port } = server;
  const options = { tls: 'none', allowPlaintextPassword: true, limits } as const;
  client = await connect({ host: '127.0.0.1', port, ...options });
  await client.authenticate({ username: 'alice', password: 'pw' });
  return client;
}

const settle = (calls: Promise<unknown>[]) =>
  Promise.allSettled(calls).then((all) =>
    all.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.code)),
  );

describe('after a refusal without a code', () => {
  it('a tagged NOOP shows that commands and replies match', async () => {
    const joined = await join(async (peer) => {
      await hear(peer);
      peer.send('NO "Invalid script name"\r\n');
      peer.send(echo(await hear(peer)));
      await hear(peer);
      peer.send('{1}\r\nx\r\nOK\r\n');
    });
    const first = joined.deleteScript('a');
    await expect(first).rejects.toMatchObject({ code: 'no' });
    expect(await settle([joined.getScript('b')])).toEqual([Buffer.from('x')]);
    expect(lines).toEqual(['DELETESCRIPT "a"', 'NOOP "TAG"', 'GETSCRIPT "b"']);
  });

  it('what is under way is believed when the NOOP comes in its turn', async () => {
    const joined = await join(async (peer) => {
      await hear(peer);
      await hear(peer);
      peer.send('NO "?"\r\nOK\r\n');
      peer.send(echo(await hear(peer)));
    });
    expect(await settle([joined.deleteScript('a'), joined.deleteScript('b')])).toEqual([
      'no',
      undefined,
    ]);
  });

  it('and is not, when two replies came to one command', async () => {
    const joined = await join(async (peer) => {
      await hear(peer);
      await hear(peer);
      peer.send('NO "Expected EOL"\r\nNO "Expected a command. Got something else."\r\nOK\r\n');
      peer.send(echo(await hear(peer)));
      await hear(peer);
      peer.send('"main"\r\nOK\r\n');
    });
    expect(await settle([joined.deleteScript('a'), joined.setActive('b')])).toEqual([
      'no',
      'protocol',
    ]);
    expect(await joined.listScripts()).toEqual([{ name: 'main', active: false }]);
  });

  it('nor when a command was swallowed', async () => {
    const joined = await join(async (peer) => {
      for (let count = 0; count < 3; count++) await hear(peer);
      peer.send('NO "?"\r\nOK\r\n');
      peer.send(echo(await hear(peer)));
      await hear(peer);
      peer.send('OK\r\n');
    });
    const calls = ['a', 'b', 'c'].map((name) => joined.deleteScript(name));
    expect(await settle(calls)).toEqual(['no', 'protocol', 'protocol']);
    await joined.noop();
    expect(joined.open).toBe(true);
  });

  it.each([
    ['a code', 'NO (NONEXISTENT) "?"\r\n'],
    ['compile errors', 'NO {26}\r\nx: line 1: error: unknown.\r\n'],
  ])('of which it is sure by %s, nothing is asked', async (_, refusal) => {
    const joined = await join(async (peer) => {
      await hear(peer);
      await hear(peer);
      peer.send(refusal);
      await hear(peer);
      peer.send('OK\r\n');
    });
    expect(await settle([joined.putScript('a', Buffer.from('x'))])).toEqual(['no']);
    await joined.setActive('');
    expect(lines).toEqual(['PUTSCRIPT "a" {1+}', 'x', 'SETACTIVE ""']);
  });

  it('a server that sends no tag back is taken as it is', async () => {
    server = await startScripted(async (peer) => {
      peer.send(`${hello}OK\r\n`);
      await peer.line();
      peer.send('OK\r\n"VERSION" "1.0"\r\nOK\r\nOK "Done"\r\n');
      for (let count = 0; count < 3; count++) await peer.line();
      peer.send('NO "?"\r\n');
      await peer.line();
      peer.send('OK\r\n');
    });
    const options = { tls: 'none', allowPlaintextPassword: true } as const;
    client = await connect({ host: '127.0.0.1', port: server.port, ...options });
    await client.authenticate({ username: 'alice', password: 'pw' });
    expect(await settle([client.deleteScript('a')])).toEqual(['no']);
    expect(await client.noop()).toBeNull();
  });
});

describe('what makes no sense', () => {
  it.each([
    ['a reply that nobody asked for', 'OK\r\nNO "Expected a command."\r\n'],
    ['capabilities that are pushed late', 'OK\r\n"IMPLEMENTATION" "x"\r\n"SIEVE" ""\r\nOK\r\n'],
    ['a line of data where there is none', '"surprise"\r\nOK\r\n'],
    ['a line that is no protocol', 'HTTP/1.1 400\r\n\r\n<html>\r\n'],
    ['a name that looks like a response', '"OK"\r\nOK\r\n'],
  ])('is thrown away up to a tagged NOOP: %s', async (_, odd) => {
    const joined = await join(async (peer) => {
      await hear(peer);
      peer.send(odd);
      const line = await hear(peer);
      peer.send(`"half a list"\r\n${echo(line)}`);
      await hear(peer);
      peer.send('"main" ACTIVE\r\nOK\r\n');
    });
    await settle([joined.deleteScript('a')]);
    while (lines.length < 2) await new Promise((done) => setTimeout(done, 2));
    expect(await joined.listScripts()).toEqual([{ name: 'main', active: true }]);
    expect(lines).toEqual(['DELETESCRIPT "a"', 'NOOP "TAG"', 'LISTSCRIPTS']);
  });

  it('is told to all whose replies are lost with it', async () => {
    const joined = await join(async (peer) => {
      for (let count = 0; count < 3; count++) await hear(peer);
      peer.send('OK\r\n"surprise"\r\n');
      peer.send(echo(await hear(peer)));
    });
    const calls = ['a', 'b', 'c'].map((name) => joined.deleteScript(name));
    expect(await settle(calls)).toEqual([undefined, 'protocol', 'protocol']);
    expect(joined.open).toBe(true);
  });

  it('closes the connection when the NOOP is not answered', async () => {
    const joined = await join(
      async (peer) => {
        await hear(peer);
        peer.send('"surprise"\r\n');
      },
      { idleTime: 50 },
    );
    expect(await settle([joined.deleteScript('a')])).toEqual(['protocol']);
    expect(await settle([joined.noop()])).toEqual(['timeout']);
    expect(joined.open).toBe(false);
  });

  it('closes the connection when the tag is another', async () => {
    const joined = await join(
      async (peer) => {
        await hear(peer);
        peer.send('"surprise"\r\nOK (TAG "sync-000000000000")\r\n');
        while ((await hear(peer)) !== 'gone');
      },
      { totalTime: 50 },
    );
    expect(await settle([joined.deleteScript('a'), joined.noop()])).toEqual([
      'protocol',
      'protocol',
    ]);
    expect(await settle([joined.listScripts()])).toEqual(['timeout']);
    expect(lines).not.toContain('LISTSCRIPTS');
  });

  it('closes the connection when it comes again and again', async () => {
    const joined = await join(
      async (peer) => {
        for (let line = await hear(peer); line !== 'gone'; line = await hear(peer)) {
          peer.send(`${line.includes('sync-') ? echo(line) : ''}"surprise"\r\n`);
        }
      },
      { resyncs: 3 },
    );
    await settle([joined.deleteScript('a')]);
    while (joined.open) await new Promise((done) => setTimeout(done, 2));
    expect(lines.filter((line) => line === 'NOOP "TAG"')).toHaveLength(3);
  });
});
