import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { replay } from '../../test/replay.ts';
import { type ScriptedServer, startScripted } from '../../test/scripted-server.ts';
import { type Authority, createAuthority, type IssuedCertificate } from '../authority.ts';
import { isManageSieveError } from '../error.ts';
import { parseServerErrors } from '../protocol/server-error.ts';
import { connectAs } from './connect-as.ts';

let authority: Authority;
let certificate: IssuedCertificate;
let server: ScriptedServer | undefined;
beforeAll(async () => {
  authority = await createAuthority();
  certificate = await authority.issue(['127.0.0.1']);
});
afterEach(() => server?.stop());

const alice = { username: 'alice', password: 'lab-password' };
const script = Buffer.from('# ünï\\\r\nkeep;\r\n');
const name = 'näme "a"';

/** What a server said of a script or a name that it does not take. */
async function refusal(call: Promise<unknown>): Promise<unknown> {
  const error = await call.catch((thrown: unknown) => thrown);
  if (!isManageSieveError(error)) return error;
  const [first] = parseServerErrors(error.text ?? '');
  return error.responseCode?.name ?? first?.line;
}

it.each([
  ['dovecot', undefined, 4],
  ['dovecot24', undefined, 4],
  ['cyrus', 'alice', undefined],
])('a session with %s, as it was traced, comes to the same', async (part, owner, redirects) => {
  const file = new URL(`../../test/recorded/${part}.txt`, import.meta.url);
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const failures: unknown[] = [];
  server = await startScripted((peer) =>
    replay(peer, lines, certificate, alice.password).catch((error) => failures.push(error)),
  );
  const again: string[] = [];
  const trace = (line: string) => again.push(line);
  const { port } = server;
  const client = await connectAs({ host: '127.0.0.1', port, ca: authority.ca, trace }, alice);
  const results = await Promise.all([
    client.putScript(name, script),
    refusal(client.putScript('bad', Buffer.from('foo;\r\n'))),
    client.setActive(name),
    client.listScripts(),
    client.getScript(name).then(String),
    refusal(client.getScript('none')),
    client.noop('two\r\nlines'),
    client.checkScript(script),
    client.setActive(''),
    client.deleteScript(name),
  ]);
  await client.logout();
  const taken = { warnings: null };
  const listed = [{ name, active: true }];
  const [found, none] = [script.toString(), undefined];
  expect(results).toEqual([
    ...[taken, 1, none, listed, found, 'NONEXISTENT', 'two\r\nlines', taken, none, none],
  ]);
  expect(client.capabilities).toMatchObject({ sasl: [], starttls: false, version: '1.0' });
  expect([client.capabilities.owner, client.capabilities.maxRedirects]).toEqual([owner, redirects]);
  expect(failures).toEqual([]);
  const said = (all: readonly string[]) => all.filter((line) => line.startsWith('C: '));
  expect(said(again)).toEqual(said(lines));
});
