import { signal } from '@preact/signals';
import { parse, readVacation } from '@sievekit/parser';
import { describe, expect, it } from 'vitest';
import { Analysis } from './analysis.ts';
import { CallError } from './call-error.ts';
import type { Call } from './connection.ts';
import { Editing } from './editing.ts';
import { VacationStore } from './vacation-store.ts';

async function openVacation(text: string) {
  const call = (async () => ({ name: 'main', text, revision: 'r' })) as unknown as Call;
  const editing = new Editing(call);
  const store = new VacationStore(editing, new Analysis(editing, signal([])));
  await editing.open('main');
  return { editing, store, written: () => editing.document.text.value };
}

describe('VacationStore', () => {
  it('writes nothing until there is a message, and says that something is missing', async () => {
    const { store, written } = await openVacation('keep;\r\n');
    store.change({ enabled: true });
    expect(written()).toBe('keep;\n');
    expect(store.pending.value).toBe(true);
    store.change({ message: 'Away.' });
    expect(store.pending.value).toBe(false);
    expect(readVacation(parse(written()).script)).toMatchObject({ enabled: true });
  });

  it.each([
    ['a message that is typed', 'Away.'],
    ['a line with a lone dot', 'a\n.\nb'],
    ['an empty line at the end', 'Away.\n\n'],
    ['spaces at the end', 'Away.  '],
  ])('does not change %s under the cursor', async (_, message) => {
    const { store } = await openVacation('');
    store.change({ enabled: true });
    store.change({ message });
    expect(store.form.value.message).toBe(message);
  });

  it('keeps what is not complete when somebody else’s version is taken', async () => {
    const theirs = {
      name: 'main',
      text: 'require "vacation";\nvacation "Theirs.";\n',
      revision: 's',
    };
    const call = (async (method: string) => {
      if (method === 'save') throw new CallError('conflict', '');
      return served;
    }) as unknown as Call;
    let served = { name: 'main', text: 'keep;\n', revision: 'r' };
    const editing = new Editing(call);
    const store = new VacationStore(editing, new Analysis(editing, signal([])));
    await editing.open('main');
    store.change({ enabled: true, addresses: 'ann' });
    editing.document.replace('stop;\n', 'text');
    served = theirs;
    await editing.save();
    editing.takeTheirs();
    expect(editing.document.text.value).toBe(theirs.text);
    expect(store.pending.value).toBe(true);
    expect(store.form.value).toMatchObject({ addresses: 'ann', message: 'Theirs.' });
  });

  it('follows the text: undo brings the form back', async () => {
    const { store, editing } = await openVacation('require "vacation";\r\nvacation "Away.";\r\n');
    expect(store.form.value).toMatchObject({ enabled: true, message: 'Away.' });
    store.change({ message: 'Gone.' });
    editing.document.undo();
    expect(store.form.value.message).toBe('Away.');
  });

  it('undoes typing in the form as one', async () => {
    const { store, written, editing } = await openVacation('');
    store.change({ enabled: true });
    for (const message of ['A', 'Aw', 'Awa']) store.change({ message });
    editing.document.undo();
    expect(written()).toBe('');
  });

  it('leaves a reply alone that it cannot show', async () => {
    const text =
      'require "vacation";\nif header "a" "b" { vacation "x"; } else { vacation "y"; }\n';
    const { store, written } = await openVacation(text);
    expect(store.kind.value).toBe('code');
    store.change({ enabled: false, message: 'z' });
    store.remove();
    expect(written()).toBe(text);
  });

  it('does not write into a script with a mistake', async () => {
    const { store, written } = await openVacation('if { keep;\n');
    expect(store.kind.value).toBe('broken');
    store.change({ enabled: true, message: 'Away.' });
    expect(written()).toBe('if { keep;\n');
  });

  it('keeps the zone in which days are counted already', async () => {
    const { store, written } = await openVacation('');
    store.change({ enabled: true, message: 'Away.', start: '2026-05-01' });
    const moved = written().replaceAll(/:zone "[^"]*"/g, ':zone "+1234"');
    const again = await openVacation(moved);
    again.store.change({ end: '2026-05-09' });
    expect(readVacation(parse(again.written()).script)).toMatchObject({
      start: '2026-05-01',
      end: '2026-05-09',
      zone: '+1234',
    });
  });

  it('keeps what was typed when something else in the text changes', async () => {
    const { store, editing, written } = await openVacation('keep;\n');
    store.change({ enabled: true, subject: 'Away' });
    editing.document.replace('stop;\n', 'rules');
    expect(store.form.value).toMatchObject({ enabled: true, subject: 'Away' });
    expect(store.pending.value).toBe(true);
    store.change({ message: 'Gone.' });
    expect(written()).toContain('stop;');
    expect(readVacation(parse(written()).script)).toMatchObject({ subject: 'Away' });
  });

  it('keeps what was typed while the text is broken', async () => {
    const { store, editing } = await openVacation('keep;\n');
    store.change({ enabled: true, subject: 'Away' });
    editing.document.replace('if {', 'text');
    expect(store.pending.value).toBe(false);
    editing.document.undo();
    expect(store.pending.value).toBe(true);
    expect(store.form.value.subject).toBe('Away');
  });

  it('keeps what was typed when the reply itself changes, and follows it elsewhere', async () => {
    const { store, editing } = await openVacation('require "vacation";\nvacation "Away.";\n');
    store.change({ days: '' });
    editing.document.replace('require "vacation";\nvacation "Gone.";\n', 'text');
    expect(store.form.value).toMatchObject({ message: 'Gone.', days: '' });
    expect(store.pending.value).toBe(true);
  });

  it('does not wait for what says the same as the script again', async () => {
    const { store, editing } = await openVacation('keep;\n');
    store.change({ enabled: true });
    store.change({ message: 'A' });
    store.change({ message: '' });
    expect(store.pending.value).toBe(true);
    editing.document.undo();
    expect(store.pending.value).toBe(false);
  });

  it('forgets what was typed when asked to, or when a script is opened', async () => {
    const { store, editing } = await openVacation('keep;\n');
    store.change({ enabled: true });
    store.discard();
    expect(store.form.value.enabled).toBe(false);
    store.change({ enabled: true });
    await editing.open('other');
    expect(store.pending.value).toBe(false);
    expect(store.form.value.enabled).toBe(false);
  });

  it('keeps what was typed when the script gets another revision or name', async () => {
    const { store, editing } = await openVacation('keep;\n');
    store.change({ subject: 'Away' });
    editing.rebase('older');
    editing.renamed('other');
    expect(store.form.value.subject).toBe('Away');
    expect(store.pending.value).toBe(true);
  });

  it('lets nobody save before it is complete, and shows where it is not', async () => {
    const { store, written } = await openVacation('keep;\n');
    expect(store.settle()).toBe(true);
    store.change({ enabled: true });
    expect(store.stopped.value).toBe(false);
    expect(store.settle()).toBe(false);
    expect([store.stopped.value, store.goal.value]).toEqual([true, true]);
    store.change({ message: 'Away.' });
    expect([store.stopped.value, store.goal.value]).toEqual([false, false]);
    expect(store.settle()).toBe(true);
    expect(written()).toContain('Away.');
  });

  it('writes before saving what a change of the text made complete', async () => {
    const { store, editing, written } = await openVacation('require "vacation";\nvacation "";\n');
    store.change({ subject: 'Away' });
    editing.document.replace('require "vacation";\nvacation "Gone.";\n', 'text');
    expect(store.pending.value).toBe(true);
    expect(store.settle()).toBe(true);
    expect(readVacation(parse(written()).script)).toMatchObject({
      subject: 'Away',
      message: 'Gone.',
    });
  });

  it('takes the reply out', async () => {
    const { store, written } = await openVacation('require "vacation";\nvacation "x";\nkeep;\n');
    store.remove();
    expect(written()).not.toContain('vacation "x"');
    expect(store.exists.value).toBe(false);
    expect(store.form.value.enabled).toBe(false);
  });
});
