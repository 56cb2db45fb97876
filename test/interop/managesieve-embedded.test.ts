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
import { check, createLineIndex } from '@sievekit/parser';
import { describeManageSieve, type Subject } from './managesieve-conformance.ts';

const capabilities = ['fileinto', 'vacation'];

/** Our own validator, as `npm start` and the page on ManageSieve have it. */
function judge(script: Uint8Array): CheckResult {
  const text = Buffer.from(script).toString();
  const lines = createLineIndex(text);
  const select = (wanted: string) =>
    check(text, { capabilities })
      .filter(({ severity }) => severity === wanted)
      .map(({ from, message }) => ({ line: lines.position(from).line, message }));
  return { errors: select('error'), warnings: select('warning') };
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
    check: judge,
    capabilities,
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
