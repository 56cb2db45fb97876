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
  play: (peer: Peer) => unknown,
  options: Partial<ConnectOptions> = {},
): Promise<Client> {
  server = await startScripted(async (peer) => {
    peer.send(`${hello}OK\r\n`);
    await play(peer);
  });
  const { port } = server;
  client = await connect({
    host: '127.0.0.1',
    port,
    tls: 'none',
    allowPlaintextPassword: true,
    ...options,
  });
  return client;
}

/** Answers the next command, whatever it is, with this. */
function answers(text: string) {
  return async (peer: Peer) => {
    await peer.line();
    peer.send(text);
  };
}

const credentials = { username: 'alice', password: 'pw' };

describe('the login', () => {
  const after = '"IMPLEMENTATION" "after"\r\n"SIEVE" "fileinto"\r\n';

  it.each([
    ['says nothing more', '', 'OK (TAG "t") "Done"\r\n'],
    ['pushes its capabilities', `${after}OK\r\n`, 'OK (TAG {1}\r\nt) "Done"\r\n'],
    ['has no NOOP', '', 'NO "Unknown command"\r\n'],
    ['has no NOOP and pushes', `${after}OK\r\n`, 'NO "Unknown command"\r\n'],
  ])('ends in step with a server that %s', async (_, pushed, noop) => {
    const lines: (string | null)[] = [];
    const joined = await join(async (peer) => {
      lines.push(await peer.line());
      peer.send(`OK\r\n${pushed}`);
      lines.push(await peer.line(), await peer.line());
      peer.send(`${after}OK\r\n${noop}`);
      await peer.line();
      peer.send('"main" ACTIVE\r\nOK\r\n');
    });
    await joined.authenticate(credentials);
    expect(joined.capabilities).toMatchObject({ implementation: 'after', sieve: ['fileinto'] });
    expect(await joined.listScripts()).toEqual([{ name: 'main', active: true }]);
    expect(lines).toEqual([
      'AUTHENTICATE "PLAIN" "AGFsaWNlAHB3"',
      'CAPABILITY',
      expect.stringMatching(/^NOOP "sync-[0-9a-f]{12}"$/),
    ]);
  });

  it('is alone on the wire: what is called behind it waits for its end', async () => {
    const joined = await join(async (peer) => {
      await peer.line();
      await new Promise((done) => setTimeout(done, 30));
      peer.send('OK\r\n');
      const seen = [await peer.line(), await peer.line()];
      peer.send(`${after}OK\r\nOK "Done"\r\n`);
      seen.push(await peer.line());
      peer.send(`{${String(seen).length}}\r\n${seen}\r\nOK\r\n`);
    });
    const [, script] = await Promise.all([
      joined.authenticate(credentials),
      joined.getScript('main'),
    ]);
    expect(Buffer.from(script).toString()).toMatch(/^CAPABILITY,NOOP "[^"]*",GETSCRIPT "main"$/);
  });

  it.each([
    ['Dovecot', [], 'Dovecot'],
    ['somebody who may push them', ['CAPABILITY', 'NOOP'], 'after'],
  ])('does not ask %s for capabilities that are not wanted', async (name, asked, known) => {
    const lines: (string | null)[] = [];
    server = await startScripted(async (peer) => {
      peer.send(`"IMPLEMENTATION" "${name}"\r\n"SASL" "PLAIN"\r\n"VERSION" "1.0"\r\nOK\r\n`);
      await peer.line();
      peer.send('OK\r\n');
      for (let line = await peer.line(); line !== null; line = await peer.line()) {
        lines.push(line.replace(/ .*/, ''));
        peer.send(line === 'CAPABILITY' ? `${after}OK\r\n` : 'OK\r\n');
      }
    });
    const { port } = server;
    const options = { tls: 'none', allowPlaintextPassword: true } as const;
    client = await connect({ host: '127.0.0.1', port, ...options });
    await client.authenticate(credentials, { refresh: false });
    expect(client.capabilities.implementation).toBe(known);
    expect(await client.listScripts()).toEqual([]);
    expect(lines).toEqual([...asked, 'LISTSCRIPTS']);
  });

  it('is refused with the reason', async () => {
    const joined = await join(answers('NO (AUTH-TOO-WEAK) "Not so"\r\n'));
    await expect(joined.authenticate(credentials)).rejects.toMatchObject({
      code: 'auth',
      message: expect.stringContaining('too weak for it: Not so'),
      status: 'NO',
      responseCode: { name: 'AUTH-TOO-WEAK', args: [] },
    });
  });

  it('reads Dovecot’s referral without quotation marks', async () => {
    const text = 'NO (REFERRAL sieve://ref;AUTH=PLAIN@127.0.0.1:4293) "Moved"\r\n';
    const joined = await join(answers(text));
    await expect(joined.authenticate(credentials)).rejects.toMatchObject({
      responseCode: { name: 'REFERRAL', args: ['sieve://ref;AUTH=PLAIN@127.0.0.1:4293'] },
    });
  });

  it('names the mechanisms when none fits', async () => {
    server = await startScripted((peer) =>
      peer.send('"IMPLEMENTATION" "x"\r\n"SASL" "GSSAPI CRAM-MD5"\r\nOK\r\n'),
    );
    client = await connect({ host: '127.0.0.1', port: server.port, tls: 'none' });
    await expect(client.authenticate(credentials)).rejects.toMatchObject({
      code: 'auth',
      message: expect.stringContaining('GSSAPI, CRAM-MD5'),
    });
  });

  it('sends no password without TLS', async () => {
    const joined = await join(() => {}, { allowPlaintextPassword: false });
    await expect(joined.authenticate(credentials)).rejects.toMatchObject({ code: 'insecure' });
  });
});

describe('what Cyrus says', () => {
  it.each<[string, string, (on: Client) => Promise<unknown>, unknown]>([
    ['a bare OK', 'OK\r\n', (on) => on.deleteScript('a'), undefined],
    ['a tag as a literal', 'OK (TAG {1}\r\nt) "Done"\r\n', (on) => on.noop('t'), 't'],
    [
      'names with quotation marks as they are',
      '"q"uo\\te"\r\n"x" ACTIVE\r\nOK\r\n',
      (on) => on.listScripts(),
      [
        { name: 'q"uo\\te', active: false },
        { name: 'x', active: true },
      ],
    ],
  ])('%s', async (_, text, call, expected) => {
    expect(await call(await join(answers(text)))).toEqual(expected);
  });
});

describe('a script', () => {
  it.each([
    ['of the server', '{6}\r\na\r\nb\n\r\r\nOK\r\n', 'a\r\nb\n\r'],
    ['in quotation marks', '"keep;"\r\nOK\r\n', 'keep;'],
    ['that is empty', '{0}\r\n\r\nOK\r\n', ''],
  ])('%s comes as it is', async (_, text, expected) => {
    const script = await (await join(answers(text))).getScript('main');
    expect(Buffer.from(script).toString()).toBe(expected);
  });

  it('is warned about', async () => {
    const joined = await join(answers('OK (WARNINGS) {5}\r\nhm\r\n!\r\n'));
    expect(await joined.putScript('a', Buffer.from('x'))).toEqual({ warnings: 'hm\r\n!' });
  });

  it.each([
    ['main', 'PUTSCRIPT "main" {1+}'],
    ['q"\\', 'PUTSCRIPT "q\\"\\\\" {1+}'],
    ['é', 'PUTSCRIPT {2+}'],
  ])('named %j is sent safely', async (name, expected) => {
    let first: string | null = null;
    const joined = await join(async (peer) => {
      first = await peer.line();
      peer.send('OK\r\n');
    });
    await joined.putScript(name, Buffer.from('x'));
    expect(first).toBe(expected);
  });
});

describe('commands that do not wait for one another', () => {
  /** Counts what comes before anything is answered, then answers all. */
  async function countInFlight(inFlight: number, commands: number): Promise<number> {
    let held = 0;
    const joined = await join(
      async (peer) => {
        let open = false;
        setTimeout(() => {
          open = true;
          for (let index = 0; index < held; index++) peer.send('OK\r\n');
        }, 60);
        for (let line = await peer.line(); line !== null; line = await peer.line()) {
          if (open) peer.send('OK\r\n');
          else held++;
        }
      },
      { limits: { inFlight } },
    );
    await Promise.all(Array.from({ length: commands }, () => joined.noop()));
    return held;
  }

  it('go out at once', async () => {
    expect(await countInFlight(64 * 1024, 50)).toBe(50);
  });

  it('go out as far as the bytes in flight allow', async () => {
    expect(await countInFlight('NOOP\r\n'.length * 3, 50)).toBe(3);
  });

  it('are let go alone when they are larger than that', async () => {
    expect(await countInFlight(1, 4)).toBe(1);
  });

  it('fail alone', async () => {
    const joined = await join(async (peer) => {
      for (const reply of ['OK\r\n', 'NO (NONEXISTENT)\r\n', 'OK\r\n']) {
        await peer.line();
        peer.send(reply);
      }
    });
    const results = await Promise.allSettled(['a', 'b', 'c'].map((n) => joined.deleteScript(n)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});

describe('an abort', () => {
  it('of a command under way leaves the others in step', async () => {
    const controller = new AbortController();
    const joined = await join(async (peer) => {
      await peer.line();
      await peer.line();
      controller.abort(new Error('enough'));
      peer.send('{3}\r\none\r\nOK\r\n{3}\r\ntwo\r\nOK\r\n');
    });
    const first = joined.getScript('one', { signal: controller.signal });
    const second = joined.getScript('two');
    await expect(first).rejects.toMatchObject({ code: 'aborted', cause: { message: 'enough' } });
    expect(Buffer.from(await second).toString()).toBe('two');
  });

  it('of a command that waits for its turn keeps it from being sent', async () => {
    const lines: (string | null)[] = [];
    const controller = new AbortController();
    const joined = await join(
      async (peer) => {
        lines.push(await peer.line());
        controller.abort();
        peer.send('OK\r\n');
        lines.push(await peer.line());
        peer.send('OK\r\n');
      },
      { limits: { inFlight: 1 } },
    );
    const first = joined.noop();
    const second = joined.deleteScript('a', controller);
    const third = joined.setActive('');
    await expect(second).rejects.toMatchObject({ code: 'aborted' });
    await Promise.all([first, third]);
    expect(lines).toEqual(['NOOP', 'SETACTIVE ""']);
  });

  it('before anything rejects', async () => {
    const joined = await join(() => {});
    const call = joined.noop('x', { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ code: 'aborted' });
  });

  it('of LOGOUT ends the connection at once', async () => {
    const joined = await join(() => {});
    const controller = new AbortController();
    const end = joined.logout(controller);
    controller.abort();
    await end;
    expect(joined.open).toBe(false);
  });

  it('ends connecting', async () => {
    server = await startScripted(() => {});
    const controller = new AbortController();
    const call = connect({ host: '127.0.0.1', port: server.port, signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await expect(call).rejects.toMatchObject({ code: 'aborted' });
  });
});

it('connect says so when nobody listens', async () => {
  server = await startScripted(() => {});
  const { port } = server;
  await server.stop();
  const error = await connect({ host: '127.0.0.1', port }).catch((thrown: unknown) => thrown);
  expect(isManageSieveError(error) && error.code).toBe('connect');
});

it.each([-1, 1.5, 0x1_0000_0000])('haveSpace refuses the size %d', async (size) => {
  const joined = await join(() => {});
  await expect(joined.haveSpace('a', size)).rejects.toThrow(RangeError);
});

it('no command is sent with a name that cannot be sent', async () => {
  const lines: (string | null)[] = [];
  const joined = await join(async (peer) => {
    lines.push(await peer.line());
    peer.send('OK\r\n');
  });
  const name = 'x"\r\nDELETESCRIPT "victim';
  const calls = [
    joined.getScript(name),
    joined.putScript(name, Buffer.from('x')),
    joined.setActive(name),
    joined.deleteScript(name),
    joined.renameScript('a', name),
    joined.renameScript(name, 'a'),
    joined.haveSpace(name, 1),
    joined.getScript(''),
  ];
  for (const call of await Promise.allSettled(calls)) {
    expect(call).toMatchObject({ status: 'rejected', reason: { code: 'invalid-name' } });
  }
  await joined.noop();
  expect(lines).toEqual(['NOOP']);
});
