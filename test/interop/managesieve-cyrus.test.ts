import { type Client, connectAs, parseServerErrors } from '@sievekit/managesieve';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Cyrus, startCyrus } from '../lab/cyrus.ts';
import { whyMissing } from '../lab/state.ts';
import { labPassword } from '../lab/user.ts';
import { describeManageSieve } from './managesieve-conformance.ts';

const keep = Buffer.from('keep;\r\n');
const missing = whyMissing('cyrus');

describe.skipIf(missing !== null)(`what Cyrus does in its own way ${missing ?? ''}`, () => {
  let cyrus: Cyrus;
  let client: Client;
  beforeAll(async () => {
    cyrus = await startCyrus({ requireTls: true });
    const options = { host: '127.0.0.1', port: cyrus.ports.sieve, ca: cyrus.ca };
    client = await connectAs(options, { username: 'alice', password: labPassword });
  });
  afterAll(async () => {
    await client?.logout();
    await cyrus?.stop();
  });
  beforeEach(async () => {
    await client.setActive('');
    const scripts = await client.listScripts();
    await Promise.all(scripts.map(({ name }) => client.deleteScript(name)));
  });

  it.each(['x" ACTIVE', 'ünï→😀', 'é ü_?=.', '=?UTF-8?Q?=41?='])(
    'a script named %j is made, found, renamed and deleted',
    async (name) => {
      await client.putScript(name, keep);
      await client.putScript(name, keep);
      await client.setActive(name);
      expect(await client.listScripts()).toEqual([{ name, active: true }]);
      expect(Buffer.from(await client.getScript(name))).toEqual(keep);
      await client.renameScript(name, 'other');
      await client.renameScript('other', name);
      expect(await client.listScripts()).toEqual([{ name, active: true }]);
      await client.setActive('');
      await client.deleteScript(name);
      expect(await client.listScripts()).toEqual([]);
    },
  );

  it.each(['x'.repeat(76), 'ü'.repeat(40)])(
    'a name as long as %j is refused here',
    async (name) => {
      await expect(client.putScript(name, keep)).rejects.toMatchObject({ code: 'invalid-name' });
    },
  );

  it.each(['t', 'two\r\nlines'])('a tag comes back as a literal: %j', async (tag) => {
    expect(await client.noop(tag)).toBe(tag);
  });

  it('a script that is too large is refused without a code, and all stays in step', async () => {
    const large = Buffer.from(`# ${'x'.repeat(1_100_000)}\r\n`);
    const calls = [
      client.putScript('big', large),
      client.putScript('small', keep),
      client.noop('t'),
    ];
    const [big, small, noop] = await Promise.allSettled(calls);
    expect(big).toMatchObject({ status: 'rejected', reason: { code: 'no' } });
    expect(small).toMatchObject({ status: 'fulfilled' });
    expect(noop).toMatchObject({ value: 't' });
    expect(await client.listScripts()).toEqual([{ name: 'small', active: false }]);
  });

  it('compile errors have lines', async () => {
    const bad = Buffer.from('if true {\r\n  fileinto "X";\r\n  foo;\r\n}\r\n');
    const error = await client.putScript('bad', bad).catch((thrown: unknown) => thrown);
    const { text = '' } = error as { text?: string };
    expect(parseServerErrors(text).map(({ line }) => line)).toEqual([2, 3]);
  });

  it('many scripts go up and come down at once', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `s${index}`);
    await Promise.all(names.map((name) => client.putScript(name, Buffer.from(`# ${name}\r\n`))));
    const scripts = await Promise.all(names.map((name) => client.getScript(name)));
    expect(Buffer.from(scripts[12] ?? []).toString()).toBe('# s12\r\n');
  });

  it('renaming to itself is refused', async () => {
    await client.putScript('main', keep);
    await expect(client.renameScript('main', 'main')).rejects.toMatchObject({
      responseCode: { name: 'ALREADYEXISTS' },
    });
  });
});

describe.skipIf(missing !== null)('ManageSieve', () => {
  describeManageSieve('Cyrus', async () => {
    const cyrus = await startCyrus();
    return {
      host: '127.0.0.1',
      port: cyrus.ports.sieve,
      ca: cyrus.ca,
      user: { username: 'alice', password: labPassword },
      other: { username: 'bob', password: labPassword },
      longestName: 75,
      warns: false,
      stop: () => cyrus.stop(),
    };
  });
});
