import { existsSync } from 'node:fs';
import { chmod, readdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Ended, type RemoteServer, startRemote } from '../../test/remote-server.ts';

const original = 'keep;\n';
let given: RemoteServer;
beforeAll(async () => {
  given = await startRemote();
  // What is loaded on demand takes its time on a busy machine.
  await import('./edit-script.ts');
}, 30_000);
afterAll(() => given.stop());
beforeEach(async () => {
  await given.server.store.put('alice', 'main', Buffer.from(original));
});

/** Each round of the editor runs the next of these shell commands with the draft as `$1`. */
async function edit(
  rounds: readonly string[],
  args: readonly string[] = [],
  answers: readonly string[] = [],
): Promise<Ended> {
  const counter = await given.file('round', '');
  const cases = rounds.map((command, index) => `${index}) ${command} ;;`).join('\n');
  const editor = await given.file(
    'editor',
    `#!/bin/sh\nround=$(wc -c < ${counter})\nprintf x >> ${counter}\ncase $((round)) in\n${cases}\nesac\n`,
  );
  await chmod(editor, 0o755);
  const env = { VISUAL: editor, EDITOR: 'false' };
  return await given.remote(['edit', given.url, 'main', ...args], { env, answers });
}

async function stored(name = 'main'): Promise<string> {
  return (await given.remote(['get', given.url, name])).output;
}

function draftOf({ errors }: Ended): string {
  return /Your draft is (.*)\n/.exec(errors)?.[1] ?? '';
}

describe('sievekit remote edit', () => {
  it('stores what was edited, and leaves no draft', async () => {
    const ended = await edit(['echo "stop;" >> "$1"']);
    expect(ended).toEqual({ code: 0, output: '', errors: 'main is stored.\n' });
    expect(await stored()).toBe('keep;\nstop;\n');
  });

  it('stores nothing where nothing was changed', async () => {
    expect(await edit([':'])).toEqual({ code: 0, output: '', errors: 'main is unchanged.\n' });
    expect(await edit([': > "$1"'])).toMatchObject({ code: 0, errors: /is empty/ });
    expect(await stored()).toBe(original);
  });
});

describe('what does not go well', () => {
  it('is shown, and edited again', async () => {
    const ended = await edit(
      ['echo "kep;" >> "$1"', 'echo "discard;" > "$1"'],
      [],
      ['u', 'what?', 'e'],
    );
    expect(ended.code).toBe(0);
    expect(ended.errors).toMatch(/\.sieve:2:1: error: .*kep/);
    expect(ended.errors).toMatch(/Edit again \(e\).* u\n.*would refuse it/);
    expect(await stored()).toBe('discard;\n');
  });

  it('keeps the draft where that is wanted, or nobody can be asked', async () => {
    for (const answers of [['k'], []]) {
      const ended = await edit(['echo "kep;" >> "$1"'], [], answers);
      expect(ended.code).toBe(1);
      expect(await readFile(draftOf(ended), 'utf8')).toBe('keep;\nkep;\n');
      expect(await stored()).toBe(original);
    }
  });

  it('is a conflict when the script was changed meanwhile', async () => {
    const { folder, server, file } = given;
    const ended = edit([
      `touch ${folder}/open; until [ -e ${folder}/go ]; do sleep 0.02; done; echo "stop;" >> "$1"`,
    ]);
    await vi.waitUntil(() => existsSync(`${folder}/open`), { timeout: 4000 });
    await server.store.put('alice', 'main', Buffer.from('discard;\n'));
    await file('go', '');
    const { code, errors } = await ended;
    expect({ code, errors }).toMatchObject({
      code: 3,
      errors: /Somebody changed main .*overwritten/,
    });
    expect(await readFile(draftOf(await ended), 'utf8')).toBe('keep;\nstop;\n');
    expect(await stored()).toBe('discard;\n');
  });

  it('says where the draft is when the editor fails', async () => {
    const ended = await edit(['echo "stop;" >> "$1"; exit 1']);
    expect(ended).toMatchObject({ code: 2, errors: /The editor .* ended with status 1/ });
    const draft = draftOf(ended);
    expect(await readFile(draft, 'utf8')).toBe('keep;\nstop;\n');
    expect((await stat(draft)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(draft))).mode & 0o777).toBe(0o700);
  });

  it('needs an editor', async () => {
    const ended = await given.remote(['edit', given.url, 'main']);
    expect(ended).toMatchObject({ code: 2, errors: /set the variable VISUAL or EDITOR/ });
  });

  it.each(['exit 1', 'rm "$1"'])(
    'leaves no draft in which nothing was written: %s',
    async (work) => {
      const folder = `${given.folder}/.local/state/sievekit/drafts`;
      const drafts = await readdir(folder);
      const ended = await edit([work]);
      expect(ended.code).toBe(2);
      expect(ended.errors).not.toMatch(/Your draft is/);
      expect(await readdir(folder)).toEqual(drafts);
    },
  );
});

describe('a script that is not there', () => {
  it('is named among those that are', async () => {
    const { code, errors } = await given.remote(['edit', given.url, 'mian']);
    expect(code).toBe(2);
    expect(errors).toMatch(/no script mian\. There are .*main.*--create/);
  });

  it('is begun on demand, and its name makes no path', async () => {
    const ended = await given.remote(['edit', given.url, '../new', '--create', '--json'], {
      env: { EDITOR: 'sh -c \'echo "keep;" > "$1"\' x' },
    });
    expect(ended.code).toBe(0);
    expect(JSON.parse(ended.output)).toEqual({ name: '../new', result: 'stored', draft: null });
    expect(await stored('../new')).toBe(original);
    expect(existsSync(`${given.folder}/.local/state/sievekit/new`)).toBe(false);
  });
});
