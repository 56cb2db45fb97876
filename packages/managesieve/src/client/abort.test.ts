import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import {
  hello,
  type Peer,
  type ScriptedServer,
  startScripted,
} from '../../test/scripted-server.ts';
import type { Client } from './client.ts';
import { connect } from './connect.ts';

let server: ScriptedServer | undefined;
let client: Client | undefined;
afterEach(async () => {
  client?.close();
  await server?.stop();
});

async function join(play: (peer: Peer) => unknown): Promise<Client> {
  server = await startScripted(async (peer) => {
    peer.send(`${hello}OK\r\n`);
    await play(peer);
  });
  const { port } = server;
  const options = { tls: 'none', allowPlaintextPassword: true } as const;
  client = await connect({ host: '127.0.0.1', port, ...options });
  return client;
}

const alice = { username: 'alice', password: 'pw' };
const keep = Buffer.from('keep;\r\n');
type Call = (on: Client, options: { signal: AbortSignal }) => Promise<unknown>;

const calls: readonly (readonly [name: string, stays: boolean, call: Call])[] = [
  ['AUTHENTICATE', false, (on, options) => on.authenticate(alice, options)],
  ['UNAUTHENTICATE', false, (on, options) => on.unauthenticate(options)],
  ['CAPABILITY', true, (on, options) => on.capability(options)],
  ['HAVESPACE', true, (on, options) => on.haveSpace('a', 7, options)],
  ['PUTSCRIPT', true, (on, options) => on.putScript('a', keep, options)],
  ['LISTSCRIPTS', true, (on, options) => on.listScripts(options)],
  ['SETACTIVE', true, (on, options) => on.setActive('a', options)],
  ['GETSCRIPT', true, (on, options) => on.getScript('a', options)],
  ['DELETESCRIPT', true, (on, options) => on.deleteScript('a', options)],
  ['RENAMESCRIPT', true, (on, options) => on.renameScript('a', 'b', options)],
  ['CHECKSCRIPT', true, (on, options) => on.checkScript(keep, options)],
  ['NOOP', true, (on, options) => on.noop('t', options)],
];

describe.each(calls)('a signal ends %s', (name, stays, call) => {
  it('while the server is silent, and tells why', async () => {
    const controller = new AbortController();
    const joined = await join(async (peer) => {
      expect(await peer.line()).toMatch(new RegExp(`^${name}`));
      controller.abort(new Error('enough'));
    });
    await expect(call(joined, controller)).rejects.toMatchObject({
      code: 'aborted',
      message: `${name} was aborted.`,
      cause: { message: 'enough' },
    });
    expect(joined.open).toBe(stays);
  });

  it('before it is sent', async () => {
    const joined = await join(() => {});
    const signal = AbortSignal.abort();
    await expect(call(joined, { signal })).rejects.toMatchObject({ code: 'aborted' });
    expect(joined.open).toBe(true);
  });
});

it('a login that is given up half-way never comes about', async () => {
  const controller = new AbortController();
  const lines: (string | null)[] = [];
  const joined = await join(async (peer) => {
    await peer.line();
    peer.send('"VXNlcm5hbWU6"\r\n');
    lines.push(await peer.line());
    controller.abort();
    peer.send('"UGFzc3dvcmQ6"\r\n');
    lines.push(await peer.line());
  });
  const login = joined.authenticate({ ...alice, mechanism: 'PLAIN' }, controller);
  const behind = joined.listScripts();
  await expect(login).rejects.toMatchObject({ code: expect.stringMatching(/^(?:aborted|auth)$/) });
  await expect(behind).rejects.toBeDefined();
  expect(joined.open).toBe(false);
  expect(lines.filter((line) => line !== null)).toEqual([]);
});

describe('a signal', () => {
  const answerAll = async (peer: Peer) => {
    while ((await peer.line()) !== null) peer.send('OK\r\n');
  };

  it('has nothing kept with it behind a call', async () => {
    const controller = new AbortController();
    const joined = await join(answerAll);
    for (let count = 0; count < 3; count++) await joined.noop(undefined, controller);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  it('may be the one of many calls, and ends them all', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', onWarning);
    const controller = new AbortController();
    const joined = await join(() => {});
    const all = Array.from({ length: 50 }, () => joined.noop(undefined, controller));
    controller.abort();
    for (const { status } of await Promise.allSettled(all)) expect(status).toBe('rejected');
    await new Promise((done) => setTimeout(done, 10));
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
    expect(joined.open).toBe(true);
  });
});
