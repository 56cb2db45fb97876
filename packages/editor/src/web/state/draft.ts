import * as v from 'valibot';
import type { VacationForm } from './vacation-form.ts';

/** What was typed but not saved, and what it was typed upon. */
export interface Draft {
  readonly text: string;
  /** Revision of the server's text that was open. */
  readonly revision: string;
  /** When it was last changed: milliseconds since 1970. */
  readonly time: number;
  /** The vacation form, when it said something that was not in the text. */
  readonly vacation?: VacationForm | undefined;
}

/** The part of `localStorage` that drafts need. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export interface DraftStore {
  read(user: string, script: string): Draft | null;
  /** False when the browser has no room for it, or keeps nothing. */
  write(user: string, script: string, draft: Draft): boolean;
  remove(user: string, script: string): void;
  /** Forgets everything of this account. */
  removeAll(user: string): void;
}

const vacationSchema = v.object({
  enabled: v.boolean(),
  subject: v.string(),
  message: v.string(),
  days: v.string(),
  addresses: v.string(),
  start: v.string(),
  end: v.string(),
});

const draftSchema = v.object({
  text: v.string(),
  revision: v.string(),
  time: v.number(),
  vacation: v.optional(vacationSchema),
});

const PREFIX = 'sievekit:draft:';

/** Drafts by account and script in the browser's storage; null: nowhere. */
export function createDraftStore(storage: DraftStorage | null): DraftStore {
  const prefixOf = (user: string): string => `${PREFIX}${encodeURIComponent(user)}:`;
  const keyOf = (user: string, script: string): string =>
    prefixOf(user) + encodeURIComponent(script);
  return {
    read(user, script) {
      try {
        const stored = storage?.getItem(keyOf(user, script)) ?? 'null';
        const draft = v.safeParse(draftSchema, JSON.parse(stored));
        return draft.success ? draft.output : null;
      } catch {
        return null;
      }
    },
    write(user, script, draft) {
      try {
        storage?.setItem(keyOf(user, script), JSON.stringify(draft));
        return storage !== null;
      } catch {
        return false;
      }
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
