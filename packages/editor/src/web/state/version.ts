import * as v from 'valibot';
import { VERSION_CHARACTERS, VERSIONS_KEPT } from '../limits.ts';
import type { DraftStorage } from './draft.ts';

/** A script as it was at some time. */
export interface Version {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** `saved` here, or `found` on the server before a save. */
  readonly kind: 'saved' | 'found';
  /** Line ends are line feeds. */
  readonly text: string;
}

export interface VersionStore {
  /** The newest first. */
  read(user: string, script: string): readonly Version[];
  /** Keeps what was saved, and what stood there before where that is not known yet. */
  add(user: string, script: string, before: string, saved: string, time: number): void;
  rename(user: string, from: string, to: string): void;
  remove(user: string, script: string): void;
  /** Forgets everything of this account. */
  removeAll(user: string): void;
}

const versionsSchema = v.array(
  v.object({ time: v.number(), kind: v.picklist(['saved', 'found']), text: v.string() }),
);

const PREFIX = 'sievekit:version:';

/** Versions by account and script in the browser's storage; null: nowhere. */
export function createVersionStore(storage: DraftStorage | null): VersionStore {
  const prefixOf = (user: string): string => `${PREFIX}${encodeURIComponent(user)}:`;
  const keyOf = (user: string, script: string): string =>
    prefixOf(user) + encodeURIComponent(script);
  const read = (user: string, script: string): readonly Version[] => {
    try {
      const stored = storage?.getItem(keyOf(user, script)) ?? '[]';
      const versions = v.safeParse(versionsSchema, JSON.parse(stored));
      return versions.success ? versions.output : [];
    } catch {
      return [];
    }
  };
  return {
    read,
    add(user, script, before, saved, time) {
      const known = read(user, script);
      const found: Version[] =
        known[0]?.text === before || before === '' ? [] : [{ time, kind: 'found', text: before }];
      const all = fit([{ time, kind: 'saved', text: saved }, ...found, ...known]);
      // A browser that is full keeps fewer of them.
      for (let kept = all; kept.length > 0; kept = kept.slice(0, Math.floor(kept.length / 2))) {
        if (write(storage, keyOf(user, script), kept)) return;
      }
    },
    rename(user, from, to) {
      const known = read(user, from);
      storage?.removeItem(keyOf(user, from));
      if (known.length > 0) write(storage, keyOf(user, to), known);
    },
    remove(user, script) {
      storage?.removeItem(keyOf(user, script));
    },
    removeAll(user) {
      if (!storage) return;
      const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
      for (const key of keys) if (key?.startsWith(prefixOf(user))) storage.removeItem(key);
    },
  };
}

/** As many of the newest as the caps allow; the newest in any case. */
function fit(versions: readonly Version[]): readonly Version[] {
  let characters = 0;
  return versions.slice(0, VERSIONS_KEPT).filter(({ text }, index) => {
    characters += text.length;
    return index === 0 || characters <= VERSION_CHARACTERS;
  });
}

function write(storage: DraftStorage | null, key: string, versions: readonly Version[]): boolean {
  try {
    storage?.setItem(key, JSON.stringify(versions));
    return true;
  } catch {
    return false;
  }
}
