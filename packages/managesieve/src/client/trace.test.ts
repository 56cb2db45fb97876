import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { replay } from '../../test/replay.ts';
import { hello, type ScriptedServer, startScripted } from '../../test/scripted-server.ts';
import { type Authority, createAuthority, type IssuedCertificate } from '../authority.ts';
import type { Client } from './client.ts';
import { connect } from './connect.ts';
import type { ConnectOptions } from './option.ts';
import { Trace } from './trace.ts';

let authority: Authority;
let certificate: IssuedCertificate;
let server: ScriptedServer | undefined;
beforeAll(async () => {
  authority = await createAuthority();
  certificate = await authority.issue(['127.0.0.1']);
});
afterEach(() => server?.stop());

describe('a line of a trace', () => {
  it.each<[string, string | Buffer, string[]]>([
    ['of text', 'OK "Done"\r\n', ['S: OK "Done"']],
    ['of UTF-8', '"ünï→😀"\r\n', ['S: "ünï→😀"']],
    ['of other octets', Buffer.from('a\xff\\\r\n', 'latin1'), ['S: a\\xff\\\\']],
    [
      'of what a terminal obeys',
      '\x1b[31m\x07\t\x7f\u0085\r\n',
      ['S: \\x1b[31m\\x07\\x09\\x7f\\u0085'],
    ],
    ['of what turns text', '\u202eevil\u2066\r\n', ['S: \\u202eevil\\u2066']],
    ['of several', '{4}\r\na\r\nb\r\n', ['S: {4}', 'S: a', 'S: b']],
    ['without an end', 'a\nb', ['S: a\\x0ab\\']],
    ['that is empty', '\r\n', ['S: ']],
    ['with a secret', '"pw1" cHcx p\\w\r\n', ['S: "<redacted>" <redacted> <redacted>']],
  ])('%s', (_, octets, expected) => {
    const lines: string[] = [];
    const trace = new Trace((line) => lines.push(line));
    trace.hide('pw1', 'p\\w', '', undefined);
    trace.server(Buffer.from(octets));
    expect(lines).toEqual(expected);
  });
});

/** What a session does, and what comes of it. */
async function work(client: Client): Promise<unknown> {
  await client.authenticate({ username: 'alice', password: 'hunter2' });
  const refused = await client.getScript('nö').catch((error: Error) => error.message);
  const [list, script, warned] = await Promise.all([
    client.listScripts(),
    client.getScript('main'),
    client.putScript('x', Buffer.from('keep;\r\n')),
  ]);
  await client.logout();
  return [client.capabilities, refused, list, Buffer.from(script).toString(), warned];
}

const play = async (peer: Parameters<typeof replay>[0]): Promise<void> => {
  peer.send(`${hello}"STARTTLS"\r\nOK\r\n`);
  await peer.line();
  peer.send('OK\r\n');
  await peer.startTls(certificate);
  peer.send(`${hello}OK\r\n`);
  const login = await peer.line();
  peer.send(`OK (SASL "${Buffer.from(login ?? '').toString('base64')}")\r\n`);
  await peer.line();
  const noop = await peer.line();
  const [, tag] = /"(.*)"/.exec(noop ?? '') ?? [];
  peer.send(`"SIEVE" "fileinto"\r\n"VERSION" "1.0"\r\nOK\r\nOK (TAG "${tag}")\r\n`);
  await peer.line();
  await peer.line();
  peer.send('NO (NONEXISTENT) "hunter2 \u001b[31m?"\r\n');
  for (let line = 0; line < 4; line++) await peer.line();
  peer.send('"main" ACTIVE\r\nOK\r\n{9}\r\na\\\nb\r\n\u0000\xff\r\nOK\r\nOK (WARNINGS) "hm"\r\n');
  for (let line = 0; line < 2; line++) await peer.line();
  peer.send('OK\r\n');
};

async function record(
  run: (peer: Parameters<typeof replay>[0]) => Promise<void>,
  options: Partial<ConnectOptions> = {},
): Promise<{ lines: string[]; result: unknown }> {
  const lines: string[] = [];
  server = await startScripted(run);
  const { port } = server;
  const trace = (line: string) => lines.push(line);
  const client = await connect({ host: '127.0.0.1', port, ca: authority.ca, trace, ...options });
  const result = await work(client);
  await server.stop();
  return { lines, result };
}

describe('a trace', () => {
  it('can be played again, and says the same', async () => {
    const first = await record(play);
    const again = await record((peer) => replay(peer, first.lines, certificate));
    const asTraced = JSON.stringify(first.result).replace('hunter2', '<redacted>');
    expect(JSON.stringify(again.result)).toBe(asTraced);
    const timeless = (lines: string[]) =>
      lines
        .map((line) => line.replace(/:\d+ |sync-[\da-f]+/, ''))
        .filter((line) => !line.startsWith('S: OK (SASL'));
    expect(timeless(again.lines)).toEqual(timeless(first.lines));
  });

  it('has no secret in it, and nothing that a terminal obeys', async () => {
    const { lines } = await record(play);
    const text = lines.join('\n');
    expect(text).toContain('C: AUTHENTICATE "PLAIN" "<redacted>"');
    expect(text).toContain('S: OK (SASL "<redacted>")');
    expect(text).toContain('S: NO (NONEXISTENT) "<redacted> \\x1b[31m?"');
    expect(text).toMatch(/^# TLS TLSv1\.3$/m);
    for (const secret of ['hunter2', Buffer.from('\0alice\0hunter2').toString('base64')]) {
      expect(text).not.toContain(secret);
    }
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});
