import { limits } from '../limits.ts';
import type { Header } from '../message/header.ts';
import { type Message, withHeader } from '../message/message.ts';
import type { Part } from '../message/part.ts';
import type { Envelope, Mailbox, Memory, RunOptions } from './option.ts';
import { Actions } from './result.ts';
import { RunError } from './run-error.ts';
import { defaultSettings, type ServerSettings } from './setting.ts';
import type { Tally } from './tally.ts';
import { Trace } from './trace.ts';
import { Variables } from './variables.ts';

/** The state of one run: made for a message, thrown away with the result. */
export class Run {
  message: Message;
  /** As it came. */
  readonly original: Message;
  options: RunOptions;
  actions: Actions = new Actions();
  /** Settings of the server. */
  settings: ServerSettings = defaultSettings;
  readonly trace: Trace | null;
  readonly tally: Tally | null;
  /** The header as the script sees it: editing puts a new one here. */
  header: Header;
  /** The part that a loop has reached; null outside of loops. */
  part: Part | null = null;
  /** Parts that a loop replaced; they take their places when it ends. */
  replacements: { readonly part: Part; readonly entity: string }[] = [];
  readonly now: Date;
  /** Minutes east of UTC. */
  readonly zone: number;
  /** IMAP flags of the internal variable (RFC 5232 section 2). */
  flags: readonly string[] = [];
  /** What the last match of `:matches` or `:regex` gave: `${0}`, `${1}` and so on. */
  matchValues: readonly string[] = [];
  /** Line of the command that runs now, for errors. */
  line = 0;
  readonly variables: Variables = new Variables();
  /** Scripts that were included, for `:once`. */
  readonly included: Set<string> = new Set();
  /** Name of the loop that `break` ends; null for the innermost. */
  breaks: string | null = null;
  readonly #duplicates: Memory;
  readonly #replies: Memory;
  readonly #noted: Memory = new Map();
  readonly #answered: Memory = new Map();
  #steps = 0;

  constructor(message: Message, options: RunOptions) {
    this.message = message;
    this.original = message;
    this.options = options;
    this.header = message.header;
    if (options.settings !== undefined) this.know(options);
    this.now = options.now ?? new Date(0);
    this.zone = options.zone ?? 0;
    this.flags = options.flags ?? [];
    this.#duplicates = options.duplicates ?? new Map();
    this.#replies = options.replies ?? new Map();
    this.trace = options.trace === true ? new Trace() : null;
    this.tally = options.tally ?? null;
  }

  /** Goes on with another message, as test files do. */
  look(message: Message, envelope: Envelope): void {
    this.message = message;
    this.header = message.header;
    this.options = { ...this.options, envelope };
  }

  /** Changes what the run knows of the world, as test files do. */
  know(options: RunOptions): void {
    this.options = options;
    this.settings = { ...defaultSettings, ...options.settings };
    this.actions.settings = this.settings;
    this.variables.settings = this.settings;
  }

  /** The message as it is now, with an edited header. */
  current(): Message {
    return withHeader(this.message, this.header);
  }

  /** Goes on with what became of the message. */
  change(message: Message): void {
    this.message = message;
    this.header = message.header;
  }

  /** Forgets the actions so far, as test files do. */
  forget(): void {
    this.actions = new Actions();
    this.actions.settings = this.settings;
  }

  /** The user's mailboxes. */
  get mailboxes(): readonly Mailbox[] {
    return this.options.mailboxes ?? [{ name: 'INBOX' }];
  }

  /** Counts a command or a test. */
  step(): void {
    if (++this.#steps > limits.steps) {
      throw new RunError(`The script takes more than ${limits.steps} steps.`);
    }
  }

  /**
   * Whether an id was seen by an earlier run and within its time. With `last` its time starts anew.
   * It is noted when the run ends well (RFC 7352 section 3).
   */
  seenBefore(id: string, seconds: number, last: boolean): boolean {
    const until = this.#duplicates.get(id);
    const seen = until !== undefined && until > this.now.getTime();
    if (!seen || last) this.#noted.set(id, this.now.getTime() + seconds * 1000);
    return seen;
  }

  /** Notes what the run saw and to whom it replied: it ended well. */
  commit(): void {
    for (const [id, until] of this.#noted) this.#duplicates.set(id, until);
    for (const [id, until] of this.#answered) this.#replies.set(id, until);
  }

  /** Whether a sender had this reply within its time; notes it when the run ends well. */
  repliedBefore(id: string, seconds: number): boolean {
    const until = this.#replies.get(id);
    const had = until !== undefined && until > this.now.getTime();
    if (!had) this.#answered.set(id, this.now.getTime() + seconds * 1000);
    return had;
  }
}
