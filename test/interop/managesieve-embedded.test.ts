import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CheckResult,
  createFileStore,
  createMemoryStore,
  createServer,
  createUserFile,
  type ScriptStore,
} from '@sievekit/managesieve';
import { createAuthority } from '@sievekit/managesieve/authority';
import { describeManageSieve, type Subject } from './managesieve-conformance.ts';

/** Knows as much about Sieve as the tests ask. */
function check(script: Uint8Array): CheckResult {
  const lines = Buffer.from(script).toString().split(/\r?\n/);
  const find = (pattern: RegExp, message: string) =>
    lines.flatMap((text, index) => (pattern.test(text) ? [{ line: index + 1, message }] : []));
  return {
    errors: find(/^foo/, "unknown command 'foo'"),
    warnings: find(/"Subject:"/, "'Subject:' is no name of a header"),
  };
}

async function start(createStore: (folder: string) => ScriptStore): Promise<Subject> {
  const folder = await mkdtemp(join(tmpdir(), 'sk-ms-'));
  const users = createUserFile(join(folder, 'users'), { iterations: 4096 });
  const user = { username: 'alice', password: 'päss "word"\\' };
  const other = { username: 'bob@example.org', password: 'other' };
  for (const { username, password } of [user, other]) await users.set(username, password);
  const authority = await createAuthority();
  const server = createServer({
    store: createStore(join(folder, 'scripts')),
    users,
    check,
    capabilities: ['fileinto', 'vacation'],
    tls: await authority.issue(['127.0.0.1']),
  });
  const host = '127.0.0.1';
  const { port } = await server.listen(0, host);
  return {
    host,
    port,
    ca: authority.ca,
    user,
    other,
    async stop() {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}

describeManageSieve('the embedded server with scripts in memory', () => start(createMemoryStore));
describeManageSieve('the embedded server with scripts on disk', () => start(createFileStore));
