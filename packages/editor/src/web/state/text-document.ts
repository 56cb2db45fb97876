import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { applyEdits, type TextEdit } from '@sievekit/parser';
import { createHistory, differenceEdit, type History, invertEdits } from './history.ts';
import { toLineFeeds } from './line-end.ts';

/** Who made a change: each view ignores its own. */
export type Origin = 'text' | 'rules' | 'vacation' | 'history' | 'load';

/** A change of the text, told to every view. */
export interface DocumentChange {
  readonly edits: readonly TextEdit[];
  readonly origin: Origin;
}

/** The one text that all views show and change; line ends are line feeds. */
export class TextDocument {
  readonly text: ReadonlySignal<string>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  readonly #text: Signal<string>;
  readonly #depth = signal({ done: 0, undone: 0 });
  readonly #history: History;
  readonly #listeners = new Set<(change: DocumentChange) => void>();

  constructor(initial = '', now: () => number = Date.now) {
    this.#text = signal(initial);
    this.#history = createHistory(now);
    this.text = this.#text;
    this.canUndo = computed(() => this.#depth.value.done > 0);
    this.canRedo = computed(() => this.#depth.value.undone > 0);
  }

  /**
   * Changes the text. `edits` count in the text as it is, without overlap.
   * Changes with the same `merge` in quick succession undo together.
   */
  apply(edits: readonly TextEdit[], origin: Origin, merge = ''): void {
    if (edits.length === 0) return;
    // What writes into an empty script, or is pasted, may bring its own line ends.
    const sorted = edits
      .map(({ from, to, insert }) => ({ from, to, insert: toLineFeeds(insert) }))
      .toSorted((a, b) => a.from - b.from || a.to - b.to);
    this.#history.push({ edits: sorted, inverse: invertEdits(this.#text.peek(), sorted) }, merge);
    this.#measure();
    this.#write(sorted, origin);
  }

  /** Makes the text `after` with the smallest edit there is. */
  replace(after: string, origin: Origin, merge?: string): void {
    const edit = differenceEdit(this.#text.peek(), after);
    if (edit) this.apply([edit], origin, merge);
  }

  undo(): boolean {
    const steps = this.#history.undo();
    for (const step of steps ?? []) this.#write(step.inverse, 'history');
    this.#measure();
    return steps !== null;
  }

  redo(): boolean {
    const steps = this.#history.redo();
    for (const step of steps ?? []) this.#write(step.edits, 'history');
    this.#measure();
    return steps !== null;
  }

  /** Makes the next change an undo step of its own. */
  seal(): void {
    this.#history.seal();
  }

  /** Another text altogether: undo begins anew. */
  load(after: string): void {
    this.#history.clear();
    this.#measure();
    const edit = differenceEdit(this.#text.peek(), after);
    if (edit) this.#write([edit], 'load');
  }

  /** Calls `listener` after each change until the returned function is called. */
  onChange(listener: (change: DocumentChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #write(edits: readonly TextEdit[], origin: Origin): void {
    this.#text.value = applyEdits(this.#text.peek(), edits);
    for (const listener of [...this.#listeners]) listener({ edits, origin });
  }

  #measure(): void {
    this.#depth.value = this.#history.size();
  }
}
