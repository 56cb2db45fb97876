import { describe, expect, it } from 'vitest';
import type { MethodName } from '../../shared/method.ts';
import { CallError } from './call-error.ts';
import type { Call } from './connection.ts';
import { Editing } from './editing.ts';

/** A server with one account in memory; `refuse` makes the next save fail. */
function fakeServer(scripts: Record<string, string>) {
  const texts = new Map(Object.entries(scripts));
  const sent: { method: MethodName; params: unknown }[] = [];
  let refusal: CallError | null = null;
  const revisionOf = (text: string): string => `r:${text}`;
  const handle = (method: MethodName, params: Record<string, string | null>): unknown => {
    sent.push({ method, params });
    const name = String(params.name);
    const text = texts.get(name);
    if (method === 'open') {
      if (text === undefined) throw new CallError('not-found', '');
      return { name, text, revision: revisionOf(text) };
    }
    if (refusal) throw refusal;
    const known = text === undefined ? null : revisionOf(text);
    if (known === null && params.revision !== null) throw new CallError('not-found', '');
    if (known !== params.revision) throw new CallError('conflict', '');
    texts.set(name, String(params.text));
    return { revision: revisionOf(String(params.text)), warnings: [] };
  };
  const call = (async (method: MethodName, params: Record<string, string | null>) =>
    handle(method, params)) as unknown as Call;
  const refuse = (error: CallError | null): void => {
    refusal = error;
  };
  return { call, texts, sent, refuse };
}

async function openMain(text = 'keep;\r\n') {
  const server = fakeServer({ main: text });
  const editing = new Editing(server.call);
  await editing.open('main');
  const type = (after: string): void => editing.document.replace(after, 'text');
  return { ...server, editing, type };
}

describe('Editing', () => {
  it.each([
    ['CR LF', 'keep;\r\nstop;\r\n'],
    ['mixed line ends', 'keep;\r\nstop;\n'],
    ['a byte-order mark', '\ufeffkeep;\r\n'],
  ])('gives back %s byte for byte', async (_, text) => {
    const { editing, texts } = await openMain(text);
    expect(editing.dirty.value).toBe(false);
    expect(await editing.save()).toBe(true);
    expect(texts.get('main')).toBe(text);
  });

  it('saves what was typed with the script’s own line ends', async () => {
    const { editing, texts, type } = await openMain();
    type('keep;\nstop;\n');
    expect(editing.dirty.value).toBe(true);
    await editing.save();
    expect(texts.get('main')).toBe('keep;\r\nstop;\r\n');
    expect(editing.dirty.value).toBe(false);
    expect(editing.saveState.value).toBe('saved');
  });

  it('stays unsaved when somebody types on while it saves', async () => {
    const { editing, type } = await openMain();
    type('keep;\n# 1\n');
    const saving = editing.save();
    type('keep;\n# 2\n');
    await saving;
    expect(editing.dirty.value).toBe(true);
    expect(editing.saveState.value).toBe('idle');
  });

  it('keeps the server’s complaints until the text changes', async () => {
    const { editing, type, refuse } = await openMain();
    type('kepe;\n');
    const complaints = [{ line: 1, message: 'unknown command' }];
    refuse(new CallError('rejected', '', { complaints }));
    expect(await editing.save()).toBe(false);
    expect(editing.complaints.value).toEqual(complaints);
    expect(editing.failure.value?.code).toBe('rejected');
    type('keep;\n');
    expect(editing.complaints.value).toEqual([]);
    expect(editing.failure.value).toBeNull();
  });

  it('shows what somebody else saved, and writes over it only when told to', async () => {
    const { editing, type, texts } = await openMain();
    texts.set('main', 'theirs;\r\n');
    type('mine;\n');
    expect(await editing.save()).toBe(false);
    expect(texts.get('main')).toBe('theirs;\r\n');
    expect(editing.conflict.value?.theirs?.text).toBe('theirs;\r\n');
    expect(editing.document.text.value).toBe('mine;\n');
    expect(await editing.overwrite()).toBe(true);
    expect(texts.get('main')).toBe('mine;\r\n');
  });

  it('does not write over a third version that came after the comparison', async () => {
    const { editing, type, texts } = await openMain();
    texts.set('main', 'second;\r\n');
    type('mine;\n');
    await editing.save();
    texts.set('main', 'third;\r\n');
    expect(await editing.overwrite()).toBe(false);
    expect(editing.conflict.value?.theirs?.text).toBe('third;\r\n');
  });

  it('goes on from theirs with what became of both, and undo brings mine back', async () => {
    const { editing, type, texts } = await openMain('a\r\nb\r\n');
    texts.set('main', 'a\r\nb\r\ntheirs\r\n');
    type('mine\na\nb\n');
    await editing.save();
    expect(editing.baseText()).toBe('a\nb\n');
    editing.takeMerged('mine\na\nb\ntheirs\n');
    expect(editing.conflict.value).toBeNull();
    expect(editing.dirty.value).toBe(true);
    expect(texts.get('main')).toBe('a\r\nb\r\ntheirs\r\n');
    expect(await editing.save()).toBe(true);
    expect(texts.get('main')).toBe('mine\r\na\r\nb\r\ntheirs\r\n');
    editing.document.undo();
    expect(editing.document.text.value).toBe('mine\na\nb\n');
  });

  it('does not take the server’s text for what an older draft was made from', async () => {
    const { editing } = await openMain();
    editing.rebase('r:older');
    expect(editing.baseText()).toBeNull();
  });

  it('takes a conflict with its own lost answer for saved', async () => {
    const { editing, type, texts } = await openMain();
    type('mine;\n');
    texts.set('main', 'mine;\r\n');
    expect(await editing.save()).toBe(true);
    expect(editing.conflict.value).toBeNull();
  });

  it('offers to save again what somebody else deleted', async () => {
    const { editing, type, texts } = await openMain();
    type('mine;\n');
    texts.delete('main');
    await editing.save();
    expect(editing.conflict.value).toEqual({ theirs: null });
    expect(await editing.overwrite()).toBe(true);
    expect(texts.get('main')).toBe('mine;\r\n');
  });

  it('shows the script that was asked for last', async () => {
    const { call } = fakeServer({ slow: 'a', fast: 'b' });
    let release = (): void => undefined;
    const wait = new Promise<void>((resolve) => {
      release = resolve;
    });
    const late = (async (method: 'open', params: { name: string }) => {
      if (params.name === 'slow') await wait;
      return call(method, params);
    }) as unknown as Call;
    const editing = new Editing(late);
    const slow = editing.open('slow');
    await editing.open('fast');
    release();
    expect(await slow).toBe(false);
    expect(editing.script.value?.name).toBe('fast');
  });

  it('keeps the script that is open when another cannot be opened', async () => {
    const { editing } = await openMain();
    expect(await editing.open('gone')).toBe(false);
    expect(editing.script.value?.name).toBe('main');
    expect(editing.failure.value?.code).toBe('not-found');
  });
});
