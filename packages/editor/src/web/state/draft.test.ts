import { describe, expect, it } from 'vitest';
import { createDraftStore, type DraftStorage } from './draft.ts';

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

const draft = { text: 'keep;', revision: 'r1', time: 1 };

describe('createDraftStore', () => {
  it('keeps drafts by account and script', () => {
    const store = createDraftStore(memoryStorage());
    store.write('ann', 'main', draft);
    expect(store.read('ann', 'main')).toEqual(draft);
    expect(store.read('ann', 'other')).toBeNull();
    expect(store.read('bob', 'main')).toBeNull();
  });

  it('takes no account for another whose name begins alike', () => {
    const store = createDraftStore(memoryStorage());
    store.write('ann:b', 'c', draft);
    expect(store.read('ann', 'b:c')).toBeNull();
    store.removeAll('ann');
    expect(store.read('ann:b', 'c')).toEqual(draft);
  });

  it.each([
    ['no JSON', '{'],
    ['another shape', '{"text": 7}'],
    ['null', 'null'],
  ])('reads %s as nothing', (_, stored) => {
    const storage = memoryStorage();
    storage.setItem('sievekit:draft:ann:main', stored);
    expect(createDraftStore(storage).read('ann', 'main')).toBeNull();
  });

  it('says when there is no room, or no storage', () => {
    const full = memoryStorage();
    full.setItem = () => {
      throw new Error('QuotaExceededError');
    };
    expect(createDraftStore(full).write('ann', 'main', draft)).toBe(false);
    expect(createDraftStore(null).write('ann', 'main', draft)).toBe(false);
  });
});
