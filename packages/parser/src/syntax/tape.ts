import type { Source } from './source.ts';
import type { Window } from './window.ts';
import { joinElseIf } from './word.ts';

/** What an entry of the tape is: a node, made of those before it that no other node took yet. */
export const op = {
  name: 0,
  tag: 1,
  number: 2,
  quoted: 3,
  multiLine: 4,
  list: 5,
  test: 6,
  command: 7,
  open: 8,
  close: 9,
} as const;

/** How many bits of an entry's first word say what it is; the others hold its index or count. */
export const opBits = 4;

/** A block that is open. */
export interface Frame {
  /** Index of the name before the block; -1 for one that no command starts: it is no node. */
  readonly head: number;
  /** Range of the opening brace; empty where it was added to mend the script. */
  readonly from: number;
  readonly to: number;
  /** Index of the name of its last command so far; -1 before the first. */
  last: number;
}

/**
 * What the grammar reads, noted in the order in which nodes end, so that the tree can be made of it
 * later: a script is understood without a node, and a walk through it can make one command at a
 * time. The methods give what the grammar asks of its actions: counts.
 */
export class Tape {
  words: Uint32Array;
  length = 0;
  readonly source: Source;
  /** Tokens of mended statements, numbered after those of the source. */
  readonly addedStarts: number[] = [];
  readonly addedEnds: number[] = [];
  readonly frames: Frame[] = [];
  /** Length up to the last whole statement. */
  private whole = 0;
  /** Number of the grammar's first token. */
  private base = 0;

  constructor(source: Source) {
    this.source = source;
    this.words = new Uint32Array(2 * source.length + 16);
  }

  start(index: number): number {
    const { length, starts } = this.source;
    return (index < length ? starts[index] : this.addedStarts[index - length]) ?? 0;
  }

  end(index: number): number {
    const { length, ends } = this.source;
    return (index < length ? ends[index] : this.addedEnds[index - length]) ?? 0;
  }

  /** The name at an index, in lower case. */
  word(index: number): string {
    return joinElseIf(this.source.text.slice(this.start(index), this.end(index)).toLowerCase());
  }

  /** Forgets what belongs to no whole statement. */
  rewind(): void {
    this.length = this.whole;
  }

  /**
   * Notes a mended statement: `work` reads the tokens of a window. Where it gives false, nothing
   * of it stays.
   */
  within(window: Window, work: () => boolean): boolean {
    this.rewind();
    const added = this.addedStarts.length;
    this.base = this.source.length + added;
    for (let index = 0; index < window.length; index++) {
      this.addedStarts.push(window.starts[index] ?? 0);
      this.addedEnds.push(window.ends[index] ?? 0);
    }
    const kept = work();
    this.base = 0;
    if (kept) return true;
    this.rewind();
    this.addedStarts.length = added;
    this.addedEnds.length = added;
    return false;
  }

  name(index: number): undefined {
    this.push(op.name, this.base + index);
  }

  tag(index: number): undefined {
    this.push(op.tag, this.base + index);
  }

  number(index: number): undefined {
    this.push(op.number, this.base + index);
  }

  /** A quoted string, or what stands where one should: unquoted or in other quotes. */
  quoted(index: number): undefined {
    this.push(op.quoted, this.base + index);
  }

  multiLine(index: number): undefined {
    this.push(op.multiLine, this.base + index);
  }

  /** A list of the last `count` strings, with its brackets at `first` and before `past`. */
  list(count: number, first: number, past: number): undefined {
    this.push(op.list, count);
    this.pushPair(this.base + first, this.base + past - 1);
  }

  /** A test of the last arguments and tests, and the name before them. */
  test(args: number, tests: number, past: number): undefined {
    this.push(op.test, args);
    this.pushPair(tests, this.base + past - 1);
  }

  /** A whole statement: a command that ends in `;`, or the head of a block. */
  statement(index: number, args: number, tests: number, opens: boolean, past: number): undefined {
    const name = this.base + index;
    const last = this.base + past - 1;
    this.push(opens ? op.open : op.command, args);
    this.pushPair(tests, last);
    this.whole = this.length;
    if (opens) this.open(name, this.start(last), this.end(last));
    else this.noteLast(name);
  }

  /** The brace that closes a block. */
  close(index: number): undefined {
    this.closeAt(this.end(this.base + index));
  }

  /** Opens a block; see {@link Frame}. */
  open(head: number, from: number, to: number): void {
    this.frames.push({ head, from, to, last: -1 });
  }

  /** Closes the innermost block, which ends at the offset `to`. */
  closeAt(to: number): void {
    const frame = this.frames.pop();
    if (frame === undefined) return;
    if (frame.head < 0) {
      if (frame.last >= 0) this.noteLast(frame.last);
      return;
    }
    this.push(op.close, 0);
    this.pushPair(to, 0);
    this.whole = this.length;
    this.noteLast(frame.head);
  }

  private noteLast(name: number): void {
    const frame = this.frames.at(-1);
    if (frame !== undefined) frame.last = name;
  }

  private push(kind: number, value: number): void {
    if (this.length === this.words.length) this.grow();
    this.words[this.length++] = (value << opBits) | kind;
  }

  private pushPair(first: number, second: number): void {
    if (this.length + 2 > this.words.length) this.grow();
    this.words[this.length] = first;
    this.words[this.length + 1] = second;
    this.length += 2;
  }

  private grow(): void {
    const words = new Uint32Array(2 * this.words.length);
    words.set(this.words);
    this.words = words;
  }
}
