import { describe, expect, it } from 'vitest';
import { VERSION_CHARACTERS, VERSIONS_KEPT } from '../limits.ts';
import type { DraftStorage } from './draft.ts';
import { createVersionStore } from './version.ts';

/** A browser's storage with room for so many characters. */
function createStorage(room = Number.POSITIVE_INFINITY): DraftStorage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem(key, value) {
      if (value.length > room) throw new Error('QuotaExceededError');
      items.set(key, value);
    },
    removeItem: (key) => void items.delete(key),
  };
}

describe('createVersionStore', () => {
  it('keeps each save, and what stood there before the first', () => {
    const store = createVersionStore(createStorage());
    store.add('ann', 'main', 'a', 'b', 1);
    store.add('ann', 'main', 'b', 'c', 2);
    expect(store.read('ann', 'main')).toEqual([
      { time: 2, kind: 'saved', text: 'c' },
      { time: 1, kind: 'saved', text: 'b' },
      { time: 1, kind: 'found', text: 'a' },
    ]);
  });

  it('keeps what somebody else had saved in between', () => {
    const store = createVersionStore(createStorage());
    store.add('ann', 'main', '', 'b', 1);
    store.add('ann', 'main', 'theirs', 'c', 2);
    expect(store.read('ann', 'main').map(({ text }) => text)).toEqual(['c', 'theirs', 'b']);
  });

  it('keeps so many, and no more characters than allowed', () => {
    const store = createVersionStore(createStorage());
    for (let time = 0; time <= VERSIONS_KEPT; time++) {
      store.add('ann', 'main', String(time - 1), String(time), time);
    }
    expect(store.read('ann', 'main')).toHaveLength(VERSIONS_KEPT);
    store.add('ann', 'main', String(VERSIONS_KEPT), 'x'.repeat(VERSION_CHARACTERS), 100);
    expect(store.read('ann', 'main')).toHaveLength(1);
  });

  it('keeps fewer where the browser is full', () => {
    const store = createVersionStore(createStorage(150));
    for (let time = 0; time < 10; time++) store.add('ann', 'main', `${time - 1}`, `${time}`, time);
    const kept = store.read('ann', 'main');
    expect(kept.length).toBeGreaterThan(0);
    expect(kept[0]?.text).toBe('9');
  });

  it('follows a rename, and forgets a script or an account', () => {
    const store = createVersionStore(createStorage());
    store.add('ann', 'a', '', 'x', 1);
    store.add('bob', 'a', '', 'y', 1);
    store.rename('ann', 'a', 'b');
    expect([store.read('ann', 'a').length, store.read('ann', 'b').length]).toEqual([0, 1]);
    store.add('ann', 'c', '', 'z', 1);
    store.remove('ann', 'c');
    expect(store.read('ann', 'c')).toEqual([]);
    store.removeAll('ann');
    expect([store.read('ann', 'b').length, store.read('bob', 'a').length]).toEqual([0, 1]);
  });

  it('has nothing where the browser keeps nothing, or something else stands there', () => {
    const none = createVersionStore(null);
    none.add('ann', 'main', 'a', 'b', 1);
    expect(none.read('ann', 'main')).toEqual([]);
    const storage = createStorage();
    storage.setItem('sievekit:version:ann:main', '{"a":1}');
    expect(createVersionStore(storage).read('ann', 'main')).toEqual([]);
  });
});
