import { ManageSieveError } from '../error.ts';
import type { WireLimits } from '../limits.ts';
import { ByteQueue } from './byte-queue.ts';
import { type Fault, type Token, tokenize } from './token.ts';

/** One command, one line of data, or one response, with its literals. */
export interface WireLine {
  readonly tokens: readonly Token[];
  /** The first thing in it that cannot be read. Its literals are read nevertheless. */
  readonly fault: Fault | null;
  /** Up to the first line end, as sent. */
  readonly source: Buffer;
  /** Octets of literals that were too large and thrown away; each left an empty string. */
  readonly discarded: number;
}

/** `{n}` or `{n+}` at the end of a line: a literal of n octets follows (RFC 5804, 4). */
const literalMark = /\{(\d+)\+?\}$/;

/** How far from a line's end a literal's mark may begin: room for 32 digits. */
const longestMark = 36;

interface Draft {
  tokens: Token[];
  fault: Fault | null;
  source: Buffer | null;
  literals: number;
  discarded: number;
}

/**
 * Reads lines from octets that come in pieces of any size. The same for both sides: a server's
 * and a client's literals differ by a plus sign, and either is taken from either.
 *
 * A literal is read even when the line before it cannot be: what is in a script must never be
 * taken for commands.
 */
export class LineParser {
  /** May be changed between lines: a server trusts a user more than a stranger. */
  limits: WireLimits;
  readonly #queue = new ByteQueue();
  readonly #tap: (octets: Uint8Array) => void;
  #draft: Draft | null = null;
  /** Octets of a literal that are still to come; `null` outside of one. */
  #literal: number | null = null;
  #discarding = false;

  /** @param tap told all octets of lines and literals, in their order, as they are read */
  constructor(limits: WireLimits, tap: (octets: Uint8Array) => void = () => {}) {
    this.limits = limits;
    this.#tap = tap;
  }

  /** Whether everything that came has been given out. */
  get empty(): boolean {
    return this.#queue.length === 0 && this.#draft === null;
  }

  push(chunk: Uint8Array): void {
    this.#queue.push(chunk);
  }

  /**
   * The next whole line, or `undefined` until more has come.
   *
   * @throws ManageSieveError `limit` when a cap is passed; the stream cannot be read further
   */
  next(): WireLine | undefined {
    for (;;) {
      if (this.#literal !== null) {
        if (!this.#readLiteral(this.#literal)) return undefined;
        continue;
      }
      const line = this.#readLine();
      if (line === undefined) return undefined;
      const draft = this.#addLine(line);
      if (this.#literal !== null) continue;
      this.#draft = null;
      const { tokens, fault, discarded } = draft;
      return { tokens, fault, discarded, source: draft.source ?? line };
    }
  }

  #readLine(): Buffer | undefined {
    const length = this.#queue.lineLength();
    if (length > this.limits.line || (length === 0 && this.#queue.length > this.limits.line)) {
      throw tooMuch(`A line is longer than ${this.limits.line} octets.`);
    }
    if (length === 0) return undefined;
    const line = this.#queue.take(length);
    this.#tap(line);
    return line.subarray(0, line.at(-2) === 0x0d ? -2 : -1);
  }

  #addLine(line: Buffer): Draft {
    this.#draft ??= { tokens: [], fault: null, source: null, literals: 0, discarded: 0 };
    const draft = this.#draft;
    draft.source ??= line;
    const mark = literalMark.exec(line.toString('latin1', Math.max(0, line.length - longestMark)));
    if (draft.fault === null) {
      const text = mark === null ? line : line.subarray(0, line.length - mark[0].length);
      const { tokens, fault } = tokenize(text);
      for (const token of tokens) this.#addToken(draft, token);
      draft.fault = fault;
    }
    if (mark !== null) this.#announceLiteral(draft, Number(mark[1]));
    return draft;
  }

  #announceLiteral(draft: Draft, size: number): void {
    this.#discarding = draft.literals + size > this.limits.literal;
    if (this.#discarding) {
      draft.discarded += size;
      if (draft.discarded > this.limits.discard) {
        throw tooMuch(
          `A literal of ${size} octets is more than the ${this.limits.literal} allowed.`,
        );
      }
    } else {
      draft.literals += size;
    }
    this.#literal = size;
  }

  #readLiteral(size: number): boolean {
    if (this.#discarding) {
      const skipped = Math.min(size, this.#queue.length);
      this.#queue.skip(skipped);
      this.#literal = size - skipped;
      if (this.#literal > 0) return false;
    } else if (this.#queue.length < size) {
      return false;
    }
    const bytes = this.#discarding ? Buffer.alloc(0) : this.#queue.take(size);
    this.#tap(bytes);
    this.#literal = null;
    if (this.#draft?.fault === null) this.#addToken(this.#draft, { kind: 'string', bytes });
    return true;
  }

  #addToken(draft: Draft, token: Token): void {
    if (draft.tokens.push(token) > this.limits.tokens) {
      throw tooMuch(`A line has more than ${this.limits.tokens} words.`);
    }
  }
}

function tooMuch(message: string): ManageSieveError {
  return new ManageSieveError('limit', message);
}
