import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EditorBench, startBench } from '../../../test/editor-bench.ts';
import type { Page } from '../../../test/page.ts';
import { MAX_SCRIPT_BYTES } from '../../limits.ts';
import { revisionOf } from '../revision.ts';

let bench: EditorBench;
let page: Page;
beforeEach(async () => {
  bench = await startBench();
  page = await bench.open(await bench.login());
});
afterEach(() => bench.stop());

const create = (name: string, text = 'keep;\n') =>
  page.call('save', { name, text, revision: null });
const names = async () => (await page.call('list', {})).scripts;

describe('list', () => {
  it('names scripts, the active one, and what the server can do', async () => {
    await create('a');
    await create('b');
    await page.call('activate', { name: 'b' });
    expect(await page.call('list', {})).toEqual({
      scripts: [
        { name: 'a', active: false },
        { name: 'b', active: true },
      ],
      capabilities: ['fileinto', 'vacation'],
    });
  });
});

describe('open', () => {
  it('gives every byte, and their revision', async () => {
    const bytes = Buffer.from('\ufeffkeep;\r\nstop;\n# été 🦉');
    await bench.put('main', bytes);
    const opened = await page.call('open', { name: 'main' });
    expect(Buffer.from(opened.text)).toEqual(bytes);
    expect(opened).toMatchObject({ name: 'main', revision: revisionOf(bytes) });
  });

  it.each([
    ['one that is not there', 'gone', 'not-found'],
    ['one that is not UTF-8', 'latin', 'not-text'],
    ['one that is too large', 'big', 'too-large'],
  ])('refuses %s', async (_, name, code) => {
    await bench.put('latin', Buffer.from('# été', 'latin1'));
    await bench.put('big', Buffer.alloc(MAX_SCRIPT_BYTES + 1, 35));
    expect(await page.fail('open', { name })).toMatchObject({ code });
  });
});

describe('save', () => {
  it('creates, and then replaces what was opened', async () => {
    const { revision } = await create('main', 'keep;\n');
    expect(revision).toBe(revisionOf(Buffer.from('keep;\n')));
    const saved = await page.call('save', { name: 'main', text: 'stop;\n', revision });
    expect(saved).toEqual({ revision: revisionOf(Buffer.from('stop;\n')), warnings: [] });
    expect((await page.call('open', { name: 'main' })).text).toBe('stop;\n');
  });

  it('does not replace what somebody else wrote meanwhile', async () => {
    const { revision } = await create('main', 'keep;\n');
    await bench.put('main', '# theirs\n');
    const save = { name: 'main', text: '# ours\n', revision };
    expect(await page.fail('save', save)).toMatchObject({ code: 'conflict' });
    expect((await page.call('open', { name: 'main' })).text).toBe('# theirs\n');
  });

  it('lets one of two saves at the same moment win, and tells the other', async () => {
    const { revision } = await create('main', 'keep;\n');
    const other = page;
    const results = await Promise.allSettled(
      ['# one\n', '# two\n'].map((text) => other.call('save', { name: 'main', text, revision })),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect((await page.call('open', { name: 'main' })).text).toBe('# one\n');
  });

  it('does not bring back what somebody else deleted', async () => {
    const { revision } = await create('main');
    await page.call('remove', { name: 'main' });
    const save = { name: 'main', text: 'stop;\n', revision };
    expect(await page.fail('save', save)).toMatchObject({ code: 'not-found' });
    expect(await names()).toEqual([]);
  });

  it('creates nothing over a script that is there', async () => {
    await create('main', 'keep;\n');
    const save = { name: 'main', text: 'stop;\n', revision: null };
    expect(await page.fail('save', save)).toMatchObject({ code: 'already-exists' });
    expect((await page.call('open', { name: 'main' })).text).toBe('keep;\n');
  });

  it('shows the compiler’s complaints by line, and stores nothing', async () => {
    const save = { name: 'main', text: 'keep;\nwrong;\n\nwrong;\n', revision: null };
    expect(await page.fail('save', save)).toMatchObject({
      code: 'rejected',
      complaints: [
        { line: 2, message: 'wrong it is' },
        { line: 4, message: 'wrong it is' },
      ],
    });
    expect(await names()).toEqual([]);
  });

  it('stores what the compiler only doubts, and says so', async () => {
    const saved = await create('main', 'keep;\nodd;\n');
    expect(saved.warnings).toEqual([{ line: 2, message: 'odd it is' }]);
    expect(await names()).toEqual([{ name: 'main', active: false }]);
  });

  it.each([
    ['half a surrogate pair', '# \ud83e', 'not-text'],
    ['more than MAX_SCRIPT_BYTES', '#'.repeat(MAX_SCRIPT_BYTES + 1), 'too-large'],
  ])('refuses %s', async (_, text, code) => {
    expect(await page.fail('save', { name: 'main', text, revision: null })).toMatchObject({ code });
    expect(await names()).toEqual([]);
  });

  it.each(['quo"te\\', 'Ferien – été', '../../etc', 'a b'])('takes the name %j', async (name) => {
    await create(name);
    expect(await names()).toEqual([{ name, active: false }]);
    expect((await page.call('open', { name })).text).toBe('keep;\n');
  });
});

describe('rename', () => {
  it('keeps the script active', async () => {
    await create('a');
    await page.call('activate', { name: 'a' });
    await page.call('rename', { from: 'a', to: 'b' });
    expect(await names()).toEqual([{ name: 'b', active: true }]);
  });

  it.each([
    ['from nothing', { from: 'c', to: 'd' }, 'not-found'],
    ['over another', { from: 'a', to: 'b' }, 'already-exists'],
  ])('refuses %s', async (_, params, code) => {
    await create('a');
    await create('b');
    expect(await page.fail('rename', params)).toMatchObject({ code });
  });
});

describe('remove', () => {
  it('deletes', async () => {
    await create('a');
    await page.call('remove', { name: 'a' });
    expect(await names()).toEqual([]);
  });

  it('refuses the active script, and one that is not there', async () => {
    await create('a');
    await page.call('activate', { name: 'a' });
    expect(await page.fail('remove', { name: 'a' })).toMatchObject({ code: 'script-active' });
    expect(await page.fail('remove', { name: 'b' })).toMatchObject({ code: 'not-found' });
  });
});

describe('activate', () => {
  it('takes another, and none', async () => {
    await create('a');
    await create('b');
    await page.call('activate', { name: 'a' });
    await page.call('activate', { name: 'b' });
    expect(await names()).toContainEqual({ name: 'b', active: true });
    await page.call('activate', { name: null });
    expect((await names()).some(({ active }) => active)).toBe(false);
  });

  it('refuses one that is not there', async () => {
    expect(await page.fail('activate', { name: 'x' })).toMatchObject({ code: 'not-found' });
  });
});
