import { type Client, connect, isManageSieveError, parseServerErrors } from '@sievekit/managesieve';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

/** A server with two users and no scripts that matter. */
export interface Subject {
  readonly host: string;
  readonly port: number;
  /** PEM of its authority; the certificate is for `host`. */
  readonly ca: string;
  readonly user: { readonly username: string; readonly password: string };
  readonly other: { readonly username: string; readonly password: string };
  /** Characters of ASCII that a script's name may have. Default: 128. */
  readonly longestName?: number;
  /** Whether it warns of what it takes; otherwise it refuses that. Default: true. */
  readonly warns?: boolean;
  stop(): Promise<void>;
}

const keep = Buffer.from('keep;\r\n');

/** What a failed call says, for `toMatchObject`. */
async function failure(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    if (!isManageSieveError(error)) throw error;
    return { code: error.code, response: error.responseCode?.name, text: error.text };
  }
  return 'no failure';
}

/** Deletes all scripts of whom the client works for. */
async function wipe(client: Client): Promise<void> {
  await client.setActive('');
  const scripts = await client.listScripts();
  await Promise.all(scripts.map(({ name }) => client.deleteScript(name)));
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

/** Runs the same tests against any ManageSieve server. */
export function describeManageSieve(title: string, start: () => Promise<Subject>): void {
  describe(title, () => {
    let subject: Subject;
    let client: Client;

    beforeAll(async () => {
      subject = await start();
    });
    afterAll(async () => {
      await subject?.stop();
    });
    beforeEach(async () => {
      client = await connect(subject);
      await client.authenticate(subject.user);
      await wipe(client);
    });
    afterEach(async () => {
      await client?.logout();
    });

    describe('a session', () => {
      it('has capabilities before TLS, after it and after login', async () => {
        const clear = await connect({ ...subject, tls: 'none' });
        expect(clear.capabilities).toMatchObject({ starttls: true, version: '1.0' });
        clear.close();

        const secure = await connect(subject);
        expect(secure.capabilities).toMatchObject({ starttls: false });
        expect(secure.capabilities.sasl).toContain('PLAIN');
        expect(secure.capabilities.sieve).toContain('fileinto');
        const { implementation } = secure.capabilities;
        await secure.authenticate(subject.user);
        expect(secure.capabilities.implementation).toBe(implementation);
        expect(secure.capabilities.sieve).toContain('fileinto');
        expect(await secure.capability()).toEqual(secure.capabilities);
        await secure.logout();
      });

      it('refuses a wrong password and takes the right one after it', async () => {
        const second = await connect(subject);
        const wrong = { ...subject.user, password: 'not-the-password' };
        expect(await failure(second.authenticate(wrong))).toMatchObject({ code: 'auth' });
        await second.authenticate(subject.user);
        expect(await second.listScripts()).toEqual([]);
        await second.logout();
      });

      it('refuses script commands before login', async () => {
        const second = await connect(subject);
        expect(await failure(second.listScripts())).toMatchObject({ code: 'no' });
        await second.logout();
      });

      it('is only had with the server whose certificate was checked', async () => {
        const { ca, ...untrusted } = subject;
        const elsewhere = { ...subject, servername: 'elsewhere.example' };
        expect(ca).toContain('CERTIFICATE');
        expect(await failure(connect(untrusted))).toMatchObject({ code: 'tls' });
        expect(await failure(connect(elsewhere))).toMatchObject({ code: 'tls' });
      });

      it('sends no password in the clear, on loopback either', async () => {
        const clear = await connect({ ...subject, tls: 'none' });
        const login = clear.authenticate({ ...subject.user, mechanism: 'PLAIN' });
        expect(await failure(login)).toMatchObject({ code: 'insecure' });
        clear.close();
      });

      it('ends with LOGOUT', async () => {
        const second = await connect(subject);
        await second.logout();
        expect(second.open).toBe(false);
        expect(await failure(second.noop())).toMatchObject({ code: 'closed' });
      });

      it.each([['t1'], ['with "quotes" and \\'], ['two\r\nlines'], ['ünï']])(
        'sends back the tag %j',
        async (tag) => {
          expect(await client.noop(tag)).toBe(tag);
        },
      );

      it('does nothing when there is no tag', async () => {
        expect(await client.noop()).toBeNull();
      });
    });

    describe('scripts', () => {
      it.each([
        ['one command', 'keep;\r\n'],
        ['nothing', ''],
        ['no line end at the end', 'keep;'],
        ['line feeds alone', 'keep;\n# comment\nstop;\n'],
        ['mixed line ends', 'keep;\r\n# a\n# b\r\n\n'],
        ['UTF-8', '# ünï→😀\r\nkeep;\r\n'],
        ['what looks like the protocol', '# {5+}\r\n# OK "Done"\r\n#\r\nkeep;\r\n'],
        ['a third of a megabyte', `# ${'x'.repeat(70)}\r\n`.repeat(4500)],
      ])('come back as they were stored: %s', async (_, text) => {
        await client.putScript('main', Buffer.from(text));
        expect(Buffer.from(await client.getScript('main')).toString()).toBe(text);
      });

      it('are replaced, and stay active', async () => {
        await client.putScript('main', keep);
        await client.setActive('main');
        await client.putScript('main', Buffer.from('discard;\r\n'));
        expect(Buffer.from(await client.getScript('main')).toString()).toBe('discard;\r\n');
        expect(await client.listScripts()).toEqual([{ name: 'main', active: true }]);
      });

      it('are not shown to others', async () => {
        await client.putScript('mine', keep);
        const second = await connect(subject);
        await second.authenticate(subject.other);
        expect(await second.listScripts()).toEqual([]);
        expect(await failure(second.getScript('mine'))).toMatchObject({ response: 'NONEXISTENT' });
        await second.logout();
      });

      it.each([
        ['with quotation marks and backslashes', 'q"uo\\te'],
        ['with a backslash at its end', 'end\\'],
        ['with blanks', 'my own rules'],
        ['like a literal', '{5+}'],
        ['like a mark', 'x" ACTIVE'],
        ['like a response', 'OK'],
        ['outside of ASCII', 'ünï→😀'],
        ['of one character', 'a'],
        ['with dots', '..x..'],
        ['with a percent sign', '%2e%2e'],
      ])('may have a name %s', async (_, name) => {
        await client.putScript(name, keep);
        await client.setActive(name);
        expect(await client.listScripts()).toEqual([{ name, active: true }]);
        expect(Buffer.from(await client.getScript(name))).toEqual(keep);
        await client.renameScript(name, 'plain');
        await client.renameScript('plain', name);
        expect(await client.listScripts()).toEqual([{ name, active: true }]);
      });

      it('may have a long name', async () => {
        const name = 'x'.repeat(subject.longestName ?? 128);
        await client.putScript(name, keep);
        expect(await client.listScripts()).toEqual([{ name, active: false }]);
        expect(Buffer.from(await client.getScript(name))).toEqual(keep);
      });

      it('may have names that differ in case alone', async () => {
        await client.putScript('main', keep);
        await client.putScript('Main', Buffer.from('stop;\r\n'));
        expect(Buffer.from(await client.getScript('main'))).toEqual(keep);
        expect(await client.listScripts()).toHaveLength(2);
      });

      it('cannot have a name that makes commands', async () => {
        await client.putScript('victim', keep);
        const name = 'x"\r\nDELETESCRIPT "victim';
        expect(await failure(client.deleteScript(name))).toMatchObject({ code: 'invalid-name' });
        expect(await client.listScripts()).toHaveLength(1);
      });

      it.each(['a/b', '../x'])('cannot leave their folder: %s', async (name) => {
        await client.putScript(name, keep).catch(() => {});
        const names = (await client.listScripts()).map((script) => script.name);
        expect([[], [name]]).toContainEqual(names);
      });
    });

    describe('the active script', () => {
      beforeEach(async () => {
        await Promise.all(['one', 'two'].map((name) => client.putScript(name, keep)));
      });

      const list = async () =>
        Object.fromEntries((await client.listScripts()).map(({ name, active }) => [name, active]));

      it('is the one that was set last', async () => {
        expect(await list()).toEqual({ one: false, two: false });
        await client.setActive('one');
        expect(await list()).toEqual({ one: true, two: false });
        await client.setActive('two');
        expect(await list()).toEqual({ one: false, two: true });
      });

      it('may be none, twice over', async () => {
        await client.setActive('one');
        await client.setActive('');
        await client.setActive('');
        expect(await list()).toEqual({ one: false, two: false });
      });

      it('stays when another is set that is not there', async () => {
        await client.setActive('one');
        expect(await failure(client.setActive('none'))).toMatchObject({ response: 'NONEXISTENT' });
        expect(await list()).toEqual({ one: true, two: false });
      });

      it('cannot be deleted', async () => {
        await client.setActive('one');
        expect(await failure(client.deleteScript('one'))).toMatchObject({ response: 'ACTIVE' });
        await client.deleteScript('two');
        expect(await list()).toEqual({ one: true });
      });

      it('can be renamed, and stays active', async () => {
        await client.setActive('one');
        await client.renameScript('one', 'three');
        expect(await list()).toEqual({ three: true, two: false });
      });
    });

    describe('refusals', () => {
      beforeEach(async () => {
        await Promise.all(['one', 'two'].map((name) => client.putScript(name, keep)));
      });

      it.each<[string, string, (on: Client) => Promise<unknown>]>([
        ['GETSCRIPT', 'NONEXISTENT', (on) => on.getScript('none')],
        ['DELETESCRIPT', 'NONEXISTENT', (on) => on.deleteScript('none')],
        ['RENAMESCRIPT', 'NONEXISTENT', (on) => on.renameScript('none', 'other')],
        ['RENAMESCRIPT', 'ALREADYEXISTS', (on) => on.renameScript('one', 'two')],
        ['RENAMESCRIPT', 'ALREADYEXISTS', (on) => on.renameScript('one', 'one')],
      ])('%s says %s', async (_, response, call) => {
        expect(await failure(call(client))).toMatchObject({ code: 'no', response });
        expect((await client.listScripts()).sort(byName)).toMatchObject([
          { name: 'one' },
          { name: 'two' },
        ]);
      });

      it('HAVESPACE tells what fits', async () => {
        await client.haveSpace('three', 100);
        await client.haveSpace('one', 100);
        const tooLarge = await failure(client.haveSpace('three', 0xffff_ffff));
        expect(tooLarge).toMatchObject({ code: 'no', response: 'QUOTA/MAXSIZE' });
      });

      const broken = Buffer.from('keep;\r\n# a\r\nfoo;\r\n');

      it('CHECKSCRIPT gives the lines of errors and stores nothing', async () => {
        const refused = (await failure(client.checkScript(broken))) as { text: string };
        expect(parseServerErrors(refused.text)).toMatchObject([{ line: 3, severity: 'error' }]);
        expect(await client.checkScript(keep)).toEqual({ warnings: null });
        expect(await client.listScripts()).toHaveLength(2);
      });

      it('PUTSCRIPT gives the lines of errors and keeps the old script', async () => {
        const refused = (await failure(client.putScript('one', broken))) as { text: string };
        expect(parseServerErrors(refused.text)).toMatchObject([{ line: 3, severity: 'error' }]);
        expect(Buffer.from(await client.getScript('one'))).toEqual(keep);
      });

      it('warnings are told with their lines', async () => {
        const odd = Buffer.from('keep;\r\nif header :is "Subject:" "b" { stop; }\r\n');
        if (subject.warns === false) {
          const error = await client.checkScript(odd).catch((thrown: unknown) => thrown);
          const { text = '' } = error as { text?: string };
          expect(parseServerErrors(text)).toMatchObject([{ line: 2, severity: 'error' }]);
          return;
        }
        for (const judgement of [client.checkScript(odd), client.putScript('one', odd)]) {
          const { warnings } = await judgement;
          expect(parseServerErrors(warnings ?? '')).toMatchObject([
            { line: 2, severity: 'warning' },
          ]);
        }
      });
    });

    describe('commands that do not wait for one another', () => {
      it('are answered in order, refusals among them', async () => {
        const numbers = Array.from({ length: 60 }, (_, index) => index);
        const calls = numbers.map(async (number) => {
          const script = Buffer.from(`# ${number} ${'x'.repeat(2000)}\r\nkeep;\r\n`);
          const stored = client.putScript(`s${number}`, script);
          const missing = failure(client.getScript(`none${number}`));
          const echo = client.noop(`tag-${number}`);
          const back = client.getScript(`s${number}`);
          await stored;
          expect(await missing).toMatchObject({ response: 'NONEXISTENT' });
          expect(await echo).toBe(`tag-${number}`);
          expect(Buffer.from(await back)).toEqual(script);
        });
        await Promise.all(calls);
        expect(await client.listScripts()).toHaveLength(numbers.length);
      });
    });
  });
}
