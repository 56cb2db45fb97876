import { lstat, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Client, connectAs, isManageSieveError } from '@sievekit/managesieve';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Cyrus, startCyrus } from '../lab/cyrus.ts';
import { type Dovecot, startDovecot } from '../lab/dovecot.ts';
import { startDovecot24 } from '../lab/dovecot24.ts';
import { whyMissing } from '../lab/state.ts';
import { labPassword } from '../lab/user.ts';

type AnyDovecot = Omit<Dovecot, 'socketFolder'>;

const keep = Buffer.from('keep;\r\n');

async function failure(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    if (!isManageSieveError(error)) throw error;
    return { code: error.code, response: error.responseCode?.name, text: error.text };
  }
  return 'no failure';
}

async function login({ ports, ca }: Pick<Cyrus, 'ca'> & { ports: { sieve: number } }) {
  const options = { host: '127.0.0.1', port: ports.sieve, ca };
  const client = await connectAs(options, { username: 'alice', password: labPassword });
  await client.setActive('');
  const scripts = await client.listScripts();
  await Promise.all(scripts.map(({ name }) => client.deleteScript(name)));
  return client;
}

const dovecots = [
  {
    part: 'dovecot',
    start: () =>
      startDovecot({
        extra: 'plugin {\n  sieve_quota_max_scripts = 3\n  sieve_max_script_size = 64k\n}',
      }),
  },
  {
    part: 'dovecot24',
    start: () =>
      startDovecot24({ extra: 'sieve_quota_script_count = 3\nsieve_max_script_size = 64k' }),
  },
] as const;

describe.each(dovecots)('what $part does in its own way', ({ part, start }) => {
  const missing = whyMissing(part);

  describe.skipIf(missing !== null)(missing ?? 'with quotas', () => {
    let dovecot: AnyDovecot;
    let client: Client;
    beforeAll(async () => {
      dovecot = await start();
    });
    afterAll(() => dovecot?.stop());
    beforeEach(async () => {
      client = await login(dovecot);
    });
    afterEach(() => client?.logout());

    it('at the limit of scripts a new one is refused, and one is still replaced', async () => {
      for (const name of ['a', 'b', 'c']) await client.putScript(name, keep);
      expect(await failure(client.putScript('d', keep))).toMatchObject({
        response: 'QUOTA/MAXSCRIPTS',
      });
      await client.putScript('c', Buffer.from('stop;\r\n'));
      expect(Buffer.from(await client.getScript('c')).toString()).toBe('stop;\r\n');
    });

    it('a script that is too large is refused, and what is behind it is answered', async () => {
      const large = Buffer.from(`# ${'x'.repeat(70_000)}\r\n`);
      const calls = [client.putScript('big', large), client.putScript('a', keep), client.noop('t')];
      const [big, small, noop] = await Promise.allSettled(calls);
      expect(big).toMatchObject({ reason: { responseCode: { name: 'QUOTA/MAXSIZE' } } });
      expect([small?.status, noop?.status]).toEqual(['fulfilled', 'fulfilled']);
      expect(await client.listScripts()).toEqual([{ name: 'a', active: false }]);
    });

    it('a name beyond what a file may have fails for good, although it says TRYLATER', async () => {
      expect(await failure(client.putScript('x'.repeat(250), keep))).toMatchObject({
        code: 'no',
        response: 'TRYLATER',
      });
      expect(await client.listScripts()).toEqual([]);
    });

    it.each([
      ['a byte-order mark', '\ufeffkeep;\r\n'],
      ['a NUL', '# \0\r\nkeep;\r\n'],
    ])('refuses %s in a script, and keeps in step', async (_, text) => {
      expect(await failure(client.putScript('odd', Buffer.from(text)))).toMatchObject({
        code: 'no',
      });
      expect(await client.noop('t')).toBe('t');
    });

    it('an active script that is a file of its own is not listed; SETACTIVE saves it', async () => {
      const file = join(dovecot.home('alice'), '.dovecot.sieve');
      await client.putScript('main', keep);
      await rm(file, { force: true });
      await writeFile(file, 'discard;\n');
      expect(await client.listScripts()).toEqual([{ name: 'main', active: false }]);
      await client.setActive('main');
      expect((await lstat(file)).isSymbolicLink()).toBe(true);
      const names = (await client.listScripts()).map(({ name }) => name);
      expect(names.sort()).toEqual(['dovecot.orig', 'main']);
      const saved = join(dovecot.home('alice'), 'sieve/dovecot.orig.sieve');
      expect(await readFile(saved, 'utf8')).toBe('discard;\n');
    });
  });

  describe.skipIf(missing !== null)(missing ?? 'at its end', () => {
    it('leaves a client that fails at once', async () => {
      const dovecot = await start();
      const client = await login(dovecot);
      await dovecot.stop();
      expect(await failure(client.noop())).toMatchObject({
        code: expect.stringMatching(/^(?:bye|closed)$/),
      });
      expect(client.open).toBe(false);
    });
  });
});

const noCyrus = whyMissing('cyrus');

describe.skipIf(noCyrus !== null)(`what Cyrus does at its limits ${noCyrus ?? ''}`, () => {
  let cyrus: Cyrus;
  let client: Client;
  beforeAll(async () => {
    cyrus = await startCyrus({ maxScripts: 3 });
  });
  afterAll(() => cyrus?.stop());
  beforeEach(async () => {
    client = await login(cyrus);
  });
  afterEach(() => client?.logout());

  it('at the limit of scripts nothing is replaced either', async () => {
    for (const name of ['a', 'b', 'c']) await client.putScript(name, keep);
    const expected = { response: 'QUOTA/MAXSCRIPTS' };
    expect(await failure(client.putScript('d', keep))).toMatchObject(expected);
    expect(await failure(client.putScript('c', keep))).toMatchObject(expected);
    expect(await client.noop('t')).toBe('t');
  });

  it.each([
    ['a byte-order mark', '\ufeffkeep;\r\n'],
    ['a NUL', '# \0\r\nkeep;\r\n'],
  ])('what it says to %s in a script leaves it in step', async (_, text) => {
    await client.putScript('odd', Buffer.from(text)).catch(() => {});
    expect(await client.noop('t')).toBe('t');
  });
});
