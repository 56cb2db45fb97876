import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DRAFT_DELAY } from '../limits.ts';
import { Analysis } from './analysis.ts';
import type { Call } from './connection.ts';
import { createDraftStore, type DraftStorage, type DraftStore } from './draft.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { Editing } from './editing.ts';
import { VacationStore } from './vacation-store.ts';

function memoryStorage(): DraftStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (index) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
  };
}

async function openPage(store: DraftStore, revision = 'r1') {
  const call = (async (method: string) =>
    method === 'open'
      ? { name: 'main', text: 'keep;\n', revision }
      : { revision: 'r2', warnings: [] }) as unknown as Call;
  const editing = new Editing(call);
  const vacation = new VacationStore(editing, new Analysis(editing, signal([])));
  const keeper = new DraftKeeper({ editing, vacation, store, user: () => 'ann', now: () => 7 });
  await editing.open('main');
  keeper.opened();
  return { editing, vacation, keeper };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('DraftKeeper', () => {
  it('offers back after a crash what was typed, and undo takes it out again', async () => {
    const store = createDraftStore(memoryStorage());
    const first = await openPage(store);
    first.editing.document.replace('keep;\n# typed\n', 'text');
    vi.advanceTimersByTime(DRAFT_DELAY);

    const { editing, keeper } = await openPage(store);
    expect(keeper.offer.value).toEqual({ text: 'keep;\n# typed\n', revision: 'r1', time: 7 });
    keeper.restore();
    expect(editing.document.text.value).toBe('keep;\n# typed\n');
    editing.document.undo();
    expect(editing.document.text.value).toBe('keep;\n');
  });

  it('saves a restored draft upon the revision that it was typed on', async () => {
    const store = createDraftStore(memoryStorage());
    store.write('ann', 'main', { text: 'mine;\n', revision: 'older', time: 1 });
    const { editing, keeper } = await openPage(store, 'newer');
    keeper.restore();
    expect(editing.script.value?.revision).toBe('older');
  });

  it('keeps an offered draft until somebody decides, whatever is typed', async () => {
    const store = createDraftStore(memoryStorage());
    const old = { text: 'mine;\n', revision: 'r1', time: 1 };
    store.write('ann', 'main', old);
    const { editing, keeper } = await openPage(store);
    editing.document.replace('else;\n', 'text');
    vi.advanceTimersByTime(DRAFT_DELAY);
    expect(store.read('ann', 'main')).toEqual(old);
    keeper.discard();
    expect(store.read('ann', 'main')?.text).toBe('else;\n');
  });

  it('forgets the draft when the text is saved, or is as it was', async () => {
    const store = createDraftStore(memoryStorage());
    const { editing } = await openPage(store);
    editing.document.replace('keep;\n#\n', 'text');
    vi.advanceTimersByTime(DRAFT_DELAY);
    expect(store.read('ann', 'main')).not.toBeNull();
    await editing.save();
    expect(store.read('ann', 'main')).toBeNull();
  });

  it('offers back a vacation form that was not complete', async () => {
    const store = createDraftStore(memoryStorage());
    const first = await openPage(store);
    first.vacation.change({ enabled: true, subject: 'Away' });
    vi.advanceTimersByTime(DRAFT_DELAY);

    const { editing, vacation, keeper } = await openPage(store);
    expect(keeper.offer.value).toMatchObject({ text: 'keep;\n', vacation: { subject: 'Away' } });
    expect(vacation.form.value.subject).toBe('');
    keeper.restore();
    expect(vacation.form.value).toMatchObject({ enabled: true, subject: 'Away' });
    expect(vacation.pending.value).toBe(true);
    expect(editing.document.text.value).toBe('keep;\n');
  });

  it('forgets the vacation form when it is discarded, or is in the script', async () => {
    const store = createDraftStore(memoryStorage());
    const { vacation } = await openPage(store);
    vacation.change({ subject: 'Away' });
    vi.advanceTimersByTime(DRAFT_DELAY);
    expect(store.read('ann', 'main')).not.toBeNull();
    vacation.discard();
    vi.advanceTimersByTime(DRAFT_DELAY);
    expect(store.read('ann', 'main')).toBeNull();
    vacation.change({ message: 'Gone.' });
    vi.advanceTimersByTime(DRAFT_DELAY);
    expect(store.read('ann', 'main')?.vacation).toBeUndefined();
  });

  it('says when the browser keeps nothing', async () => {
    const { editing, keeper } = await openPage(createDraftStore(null));
    editing.document.replace('typed', 'text');
    keeper.flush();
    expect(keeper.failed.value).toBe(true);
  });
});
