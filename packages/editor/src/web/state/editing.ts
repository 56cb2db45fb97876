import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { restoreLineEnds } from '@sievekit/parser';
import type { Complaint } from '../../shared/failure.ts';
import type { OpenedScript } from '../../shared/method.ts';
import { type CallError, toCallError } from './call-error.ts';
import type { Call } from './connection.ts';
import { toEditingText } from './line-end.ts';
import { TextDocument } from './text-document.ts';

/** Where saving stands; whether something is unsaved is `dirty`. */
export type SaveState = 'idle' | 'saving' | 'saved' | 'failed';

/** Somebody else changed the script since it was opened; null: removed it. */
export interface Conflict {
  readonly theirs: OpenedScript | null;
}

/** The script that is open, its text, and how it gets to the server. */
export class Editing {
  readonly document: TextDocument = new TextDocument();
  /** As the server had it last; null when nothing is open. */
  readonly script: ReadonlySignal<OpenedScript | null>;
  /** Counts what was opened: another number, another text altogether. */
  readonly shown: ReadonlySignal<number>;
  /** Whether the text differs from the server's. */
  readonly dirty: ReadonlySignal<boolean>;
  readonly saveState: ReadonlySignal<SaveState>;
  /** What the server's compiler said about the last save: errors, or warnings. */
  readonly complaints: ReadonlySignal<readonly Complaint[]>;
  readonly conflict: ReadonlySignal<Conflict | null>;
  /** Why the last opening or saving failed. */
  readonly failure: ReadonlySignal<CallError | null>;
  /** Calls what is set here with each save: what stood on the server before it, and since. */
  onSaved: (name: string, before: string, text: string) => void = () => undefined;
  readonly #call: Call;
  readonly #script = signal<OpenedScript | null>(null);
  readonly #shown = signal(0);
  readonly #saveState = signal<SaveState>('idle');
  readonly #complaints = signal<readonly Complaint[]>([]);
  readonly #conflict = signal<Conflict | null>(null);
  readonly #failure = signal<CallError | null>(null);
  /** The text that the one at hand was made from. */
  #base: string | null = null;
  #opening = 0;

  constructor(call: Call) {
    this.#call = call;
    this.script = this.#script;
    this.shown = this.#shown;
    this.saveState = this.#saveState;
    this.complaints = this.#complaints;
    this.conflict = this.#conflict;
    this.failure = this.#failure;
    const saved = computed(() => toEditingText(this.#script.value?.text ?? ''));
    this.dirty = computed(
      () => this.#script.value !== null && this.document.text.value !== saved.value,
    );
    // Lines that the server named are those of the text that it was sent.
    this.document.onChange(() => {
      if (this.#complaints.peek().length > 0) this.#complaints.value = [];
      if (this.#failure.peek()?.code === 'rejected') this.#failure.value = null;
      if (this.#saveState.peek() !== 'saving') this.#saveState.value = 'idle';
    });
  }

  async open(name: string): Promise<boolean> {
    const turn = ++this.#opening;
    try {
      const opened = await this.#call('open', { name });
      if (turn !== this.#opening) return false;
      this.#show(opened);
      return true;
    } catch (thrown) {
      if (turn === this.#opening) this.#failure.value = toCallError(thrown);
      return false;
    }
  }

  /** True when the server has the text now. */
  async save(): Promise<boolean> {
    const opened = this.#script.peek();
    if (!opened || this.#saveState.peek() === 'saving') return false;
    return this.#send(opened.name, this.serverText(), opened.revision);
  }

  /** Writes over what somebody else saved, as it was shown. */
  async overwrite(): Promise<boolean> {
    const opened = this.#script.peek();
    const conflict = this.#conflict.peek();
    if (!opened || !conflict || this.#saveState.peek() === 'saving') return false;
    return this.#send(opened.name, this.serverText(), conflict.theirs?.revision ?? null);
  }

  /**
   * Takes what somebody else saved in place of the text. The script stays the same one: what is not
   * in the text yet, such as a vacation reply that is not complete, stays too.
   */
  takeTheirs(): void {
    this.#opening++;
    const theirs = this.#conflict.peek()?.theirs ?? null;
    if (theirs) this.#load(theirs);
    else this.#show(null);
  }

  /** Goes on from what somebody else saved, with `merged` as the text; nothing is saved yet. */
  takeMerged(merged: string): void {
    const theirs = this.#conflict.peek()?.theirs;
    if (!theirs) return;
    batch(() => {
      this.#begin(theirs);
      this.document.seal();
      this.document.replace(merged, 'history');
      this.document.seal();
    });
  }

  /** What the text was made from; null when that is not known. Line ends are line feeds. */
  baseText(): string | null {
    return this.#base === null ? null : toEditingText(this.#base);
  }

  /** Leaves the conflict undecided; the next save finds it again. */
  closeConflict(): void {
    this.#conflict.value = null;
  }

  /** The script has another name now. */
  renamed(name: string): void {
    const opened = this.#script.peek();
    if (opened) this.#script.value = { ...opened, name };
  }

  /** The text was typed upon an older revision: saving must see what came after it. */
  rebase(revision: string): void {
    const opened = this.#script.peek();
    if (!opened) return;
    if (opened.revision !== revision) this.#base = null;
    this.#script.value = { ...opened, revision };
  }

  dismissFailure(): void {
    this.#failure.value = null;
  }

  /** Nothing is open any more. */
  close(): void {
    this.#opening++;
    this.#show(null);
  }

  /** The text with the server's line ends and byte-order mark. */
  serverText(): string {
    return restoreLineEnds(this.#script.peek()?.text ?? '', this.document.text.peek());
  }

  #show(opened: OpenedScript | null): void {
    batch(() => {
      this.#shown.value++;
      this.#load(opened);
    });
  }

  #load(opened: OpenedScript | null): void {
    batch(() => {
      this.#begin(opened);
      this.document.load(toEditingText(opened?.text ?? ''));
    });
  }

  #begin(opened: OpenedScript | null): void {
    this.#base = opened?.text ?? null;
    this.#script.value = opened;
    this.#saveState.value = 'idle';
    this.#complaints.value = [];
    this.#conflict.value = null;
    this.#failure.value = null;
  }

  async #send(name: string, text: string, revision: string | null): Promise<boolean> {
    const edited = this.document.text.peek();
    batch(() => {
      this.#saveState.value = 'saving';
      this.#complaints.value = [];
      this.#failure.value = null;
    });
    try {
      const result = await this.#call('save', { name, text, revision });
      if (this.#script.peek()?.name === name) {
        this.#adopt({ name, text, revision: result.revision }, edited, result.warnings);
      }
      return true;
    } catch (thrown) {
      return this.#refused(toCallError(thrown), text);
    }
  }

  #adopt(opened: OpenedScript, edited: string, warnings: readonly Complaint[]): void {
    const typedOn = this.document.text.peek() !== edited;
    const before = this.#conflict.peek()?.theirs?.text ?? this.#script.peek()?.text ?? '';
    this.onSaved(opened.name, toEditingText(before), edited);
    this.#base = opened.text;
    batch(() => {
      this.#script.value = opened;
      this.#conflict.value = null;
      this.#saveState.value = typedOn ? 'idle' : 'saved';
      this.#complaints.value = typedOn ? [] : warnings;
    });
    this.document.seal();
  }

  async #refused(error: CallError, sent: string): Promise<boolean> {
    const opened = this.#script.peek();
    if (opened && ['conflict', 'not-found', 'already-exists'].includes(error.code)) {
      return this.#compare(opened, sent);
    }
    batch(() => {
      this.#saveState.value = 'failed';
      this.#complaints.value = error.complaints;
      this.#failure.value = error;
    });
    return false;
  }

  /** A save whose answer was lost comes back as a conflict with ourselves. */
  async #compare(opened: OpenedScript, sent: string): Promise<boolean> {
    const edited = this.document.text.peek();
    try {
      const theirs = await this.#call('open', { name: opened.name });
      if (theirs.text === sent) {
        this.#adopt(theirs, edited, []);
        return true;
      }
      this.#conflict.value = { theirs };
    } catch (thrown) {
      const error = toCallError(thrown);
      if (error.code === 'not-found') this.#conflict.value = { theirs: null };
      else this.#failure.value = error;
    }
    this.#saveState.value = 'failed';
    return false;
  }
}
