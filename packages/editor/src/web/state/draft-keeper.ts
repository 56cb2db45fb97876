import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { DRAFT_DELAY } from '../limits.ts';
import type { Draft, DraftStore } from './draft.ts';
import type { Editing } from './editing.ts';
import type { VacationStore } from './vacation-store.ts';

export interface DraftKeeperOptions {
  readonly editing: Editing;
  readonly vacation: Pick<VacationStore, 'typed' | 'change'>;
  readonly store: DraftStore;
  /** Account whose drafts they are; null when nobody is signed in. */
  readonly user: () => string | null;
  readonly now?: () => number;
}

/** Keeps what is not saved yet in the browser, and offers it back. */
export class DraftKeeper {
  /** A draft of the open script that an earlier page left behind. */
  readonly offer: ReadonlySignal<Draft | null>;
  /** The browser refuses to keep drafts. */
  readonly failed: ReadonlySignal<boolean>;
  readonly #options: DraftKeeperOptions;
  readonly #offer = signal<Draft | null>(null);
  readonly #failed = signal(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: DraftKeeperOptions) {
    this.#options = options;
    this.offer = this.#offer;
    this.failed = this.#failed;
    const { editing, vacation } = options;
    const wait = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.flush(), DRAFT_DELAY);
    };
    editing.document.onChange(({ origin }) => {
      if (origin !== 'load') wait();
    });
    vacation.typed.subscribe(() => {
      if (editing.script.peek()) wait();
    });
    effect(() => {
      if (editing.saveState.value === 'saved') this.flush();
    });
  }

  /** To be called when a script was opened, before it is changed. */
  opened(): void {
    clearTimeout(this.#timer);
    const at = this.#current();
    const draft = at && this.#options.store.read(at.user, at.name);
    const text = this.#options.editing.document.text.peek();
    const differs = draft && (draft.text !== text || draft.vacation);
    this.#offer.value = differs ? draft : null;
  }

  /** Puts the offered draft into the text and the form; undo takes it out of the text again. */
  restore(): void {
    const draft = this.#offer.peek();
    this.#offer.value = null;
    if (!draft) return;
    const { editing, vacation } = this.#options;
    if (draft.text !== editing.document.text.peek()) editing.rebase(draft.revision);
    editing.document.replace(draft.text, 'history');
    if (draft.vacation) vacation.change(draft.vacation);
  }

  /** Forgets the offered draft. */
  discard(): void {
    this.#offer.value = null;
    this.flush();
  }

  /** Forgets what is kept for the open script, whatever the text is. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#offer.value = null;
    const at = this.#current();
    if (at) this.#options.store.remove(at.user, at.name);
  }

  /** Stores at once what waits for a pause in typing. */
  flush(): void {
    clearTimeout(this.#timer);
    const { editing, vacation, store, now = Date.now } = this.#options;
    const at = this.#current();
    // Until somebody decides about the older draft, it is not written over.
    if (!at || this.#offer.peek()) return;
    const typed = vacation.typed.peek();
    if (editing.dirty.peek() || typed) {
      const text = editing.document.text.peek();
      const draft = { text, revision: at.revision, time: now(), vacation: typed ?? undefined };
      this.#failed.value = !store.write(at.user, at.name, draft);
    } else {
      store.remove(at.user, at.name);
    }
  }

  #current(): { user: string; name: string; revision: string } | null {
    const user = this.#options.user();
    const script = this.#options.editing.script.peek();
    return user !== null && script ? { user, name: script.name, revision: script.revision } : null;
  }
}
