import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { findIncludes, parse } from '@sievekit/parser';
import { TRIAL_DELAY, TRIAL_INCLUDES, TRIAL_MESSAGE_SIZE } from '../limits.ts';
import type { TrialAnswer, TrialFailure, TrialRequest, TrialRun } from '../trial/protocol.ts';
import { markSteps, type TrialMark } from './trial-mark.ts';

/** A message to try: typed or pasted, or a file as it is. */
export type TrialMessage =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array };

export interface TrialOptions {
  /** Text of the open script. */
  readonly text: ReadonlySignal<string>;
  readonly run: (request: TrialRequest) => Promise<TrialAnswer | null>;
  readonly stop: () => void;
  /** Text of another script of the account; null where there is none. */
  readonly readScript: (name: string) => Promise<string | null>;
  /** Paths of the account's folders; null where they are not known. */
  readonly readFolders: () => Promise<readonly string[] | null>;
  readonly now?: () => Date;
}

/** Tries the open script on a message, again with each change of either. */
export class Trial {
  /** Whether the panel is open; nothing runs while it is not. */
  readonly shown = signal(false);
  readonly message = signal<TrialMessage>({ kind: 'text', text: '' });
  /** When the message arrives, as `2026-12-24T18:00` in the user's zone; empty: now. */
  readonly at = signal('');
  readonly running: ReadonlySignal<boolean>;
  /** What the script, as it is now, does to the message. */
  readonly outcome: ReadonlySignal<TrialRun | null>;
  readonly failure: ReadonlySignal<TrialFailure | null>;
  /** Where the message came through the script, for the text view. */
  readonly marks: ReadonlySignal<readonly TrialMark[]>;
  readonly #options: TrialOptions;
  readonly #running = signal(false);
  readonly #run = signal<TrialRun | null>(null);
  readonly #failure = signal<TrialFailure | null>(null);
  readonly #scripts = new Map<string, string | null>();
  #folders: Promise<readonly string[] | null> | null = null;
  #turn = 0;

  constructor(options: TrialOptions) {
    this.#options = options;
    this.running = this.#running;
    this.failure = this.#failure;
    this.outcome = computed(() => {
      const run = this.#run.value;
      return this.shown.value && run?.text === options.text.value ? run : null;
    });
    this.marks = computed(() => markSteps(this.outcome.value?.steps ?? []));
    effect(() => this.#watch());
  }

  /** Takes a file as the message. */
  async takeFile(file: Pick<File, 'name' | 'size' | 'arrayBuffer'>): Promise<void> {
    if (file.size > TRIAL_MESSAGE_SIZE) {
      this.#failure.value = { code: 'too-large' };
      return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    this.message.value = { kind: 'file', name: file.name, bytes };
  }

  /** Closes the panel and lets go of the message. */
  forget(): void {
    this.shown.value = false;
    this.message.value = { kind: 'text', text: '' };
    this.at.value = '';
  }

  #watch(): (() => void) | undefined {
    const text = this.#options.text.value;
    const message = this.message.value;
    const at = this.at.value;
    const turn = ++this.#turn;
    if (!this.shown.value || (message.kind === 'text' && message.text.trim() === '')) {
      this.#clear();
      return undefined;
    }
    const timer = setTimeout(() => void this.#try(turn, text, message, at), TRIAL_DELAY);
    return () => clearTimeout(timer);
  }

  #clear(): void {
    batch(() => {
      this.#run.value = null;
      this.#failure.value = null;
      this.#running.value = false;
    });
    this.#scripts.clear();
    this.#folders = null;
    this.#options.stop();
  }

  async #try(turn: number, text: string, message: TrialMessage, at: string): Promise<void> {
    this.#running.value = true;
    const includes = await this.#fetchIncluded(text);
    this.#folders ??= this.#options.readFolders();
    const folders = await this.#folders;
    if (turn !== this.#turn) return;
    const { now = () => new Date() } = this.#options;
    const date = at === '' ? now() : new Date(at);
    const answer = await this.#options.run({
      text,
      message: message.kind === 'text' ? message.text : message.bytes,
      now: date.getTime(),
      zone: -date.getTimezoneOffset(),
      includes,
      folders,
    });
    if (turn !== this.#turn || answer === null) return;
    batch(() => {
      this.#running.value = false;
      this.#run.value = 'run' in answer ? answer.run : null;
      this.#failure.value = 'failure' in answer ? answer.failure : null;
    });
  }

  /** The scripts of the account that the text includes, and those that they include. */
  async #fetchIncluded(text: string): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    const texts = [text];
    for (let next = texts.pop(); next !== undefined; next = texts.pop()) {
      for (const { name, location } of findIncludes(parse(next).script)) {
        const full = Object.keys(found).length >= TRIAL_INCLUDES;
        if (location !== 'personal' || Object.hasOwn(found, name) || full) continue;
        if (!this.#scripts.has(name)) {
          this.#scripts.set(name, await this.#options.readScript(name));
        }
        const included = this.#scripts.get(name) ?? null;
        if (included === null) continue;
        found[name] = included;
        texts.push(included);
      }
    }
    return found;
  }
}
