import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ConnectOptions,
  connect,
  connectAs,
  isManageSieveError,
  readResponseMeaning,
} from '@sievekit/managesieve';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCyrus } from '../lab/cyrus.ts';
import { startDovecot } from '../lab/dovecot.ts';
import { startDovecot24 } from '../lab/dovecot24.ts';
import { whyMissing } from '../lab/state.ts';
import { labPassword } from '../lab/user.ts';

interface AnyServer {
  readonly ports: { readonly sieve: number };
  readonly ca: string;
  stop(): Promise<void>;
}

/** Servers with users of a passwd-file besides the lab's, where they can be told of such. */
const servers: readonly {
  readonly part: 'dovecot' | 'dovecot24' | 'cyrus';
  readonly refers: boolean;
  readonly patience: number;
  start(users: string): Promise<AnyServer>;
}[] = [
  {
    part: 'dovecot',
    refers: true,
    patience: 3,
    start: (users) =>
      startDovecot({ extra: `passdb {\n  driver = passwd-file\n  args = ${users}\n}` }),
  },
  {
    part: 'dovecot24',
    refers: true,
    patience: 3,
    start: (users) =>
      startDovecot24({
        extra: `passdb moved {\n  driver = passwd-file\n  passwd_file_path = ${users}\n}`,
      }),
  },
  { part: 'cyrus', refers: false, patience: 15, start: () => startCyrus() },
];

const alice = { username: 'alice', password: labPassword };

async function failLogin(options: ConnectOptions, username: string): Promise<unknown> {
  const client = await connect(options);
  const login = client.authenticate({ username, password: labPassword });
  const error = await login.catch((thrown: unknown) => thrown);
  client.close();
  return isManageSieveError(error) ? [error.code, readResponseMeaning(error.responseCode)] : error;
}

describe.each(servers)('a session with $part', ({ part, refers, patience, start }) => {
  const missing = whyMissing(part);

  describe.skipIf(missing !== null)(missing ?? 'at its edges', () => {
    let server: AnyServer;
    let folder: string;
    let options: ConnectOptions;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sk-session-'));
      await chmod(folder, 0o755);
      const users = join(folder, 'moved');
      const fields = 'nologin host=127.0.0.1 port=4293 reason=Moved';
      await writeFile(users, `ref:{PLAIN}${labPassword}::::::${fields}\n`);
      server = await start(users);
      options = { host: '127.0.0.1', port: server.ports.sieve, ca: server.ca };
    });
    afterAll(async () => {
      await server?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    it('lasts as long as the server bears with commands before a login', async () => {
      const client = await connect(options);
      const said: unknown[] = [];
      while (client.open && said.length < 15) {
        const error = await client.listScripts().catch((thrown: unknown) => thrown);
        said.push(isManageSieveError(error) ? error.code : error);
      }
      client.close();
      expect(said).toHaveLength(patience);
      expect(new Set(said.slice(0, -1))).toEqual(new Set(['no']));
      expect(said.at(-1)).toBe(patience < 15 ? 'bye' : 'no');
    });

    it('does not begin for somebody whom the server refers elsewhere, or does not know', async () => {
      const url = { host: '127.0.0.1', port: 4293 };
      const meaning = refers ? { kind: 'referral', url: expect.objectContaining(url) } : null;
      const expected = meaning === null ? null : expect.objectContaining(meaning);
      expect(await failLogin(options, 'ref')).toEqual(['auth', expected]);
    });

    it('leaves no secret in its trace', async () => {
      const lines: string[] = [];
      const trace = (line: string) => lines.push(line);
      await (await connectAs({ ...options, trace }, alice)).logout();
      const text = lines.join('\n');
      expect(text).toContain(' "<redacted>"\nS: ');
      for (const form of [labPassword, `\0alice\0${labPassword}`]) {
        expect(text).not.toContain(form);
        expect(text).not.toContain(Buffer.from(form).toString('base64'));
      }
    });
  });
});
