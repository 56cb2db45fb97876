import { limits } from '../limits.ts';
import type {
  Argument,
  Block,
  Command,
  Identifier,
  NumberLiteral,
  StringList,
  StringLiteral,
  Tag,
  Test,
} from './ast.ts';
import { Names } from './names.ts';
import { readNumber } from './number.ts';
import { readMultiLine, unescapeQuoted } from './string-value.ts';

/** Where the tokens that the grammar counts stand in the text. */
export interface Places {
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
}

/** What stands before a block: the command that it belongs to. */
interface Head {
  readonly name: Identifier;
  readonly arguments: readonly Argument[];
  readonly tests: readonly Test[];
}

const none: readonly never[] = [];

/** A block that is open. */
export interface Frame {
  /** Null for a block that no command starts: its commands go to the block around it. */
  readonly head: Head | null;
  /** Range of the opening brace; empty where it was added to mend the script. */
  readonly from: number;
  readonly to: number;
  /** Where its commands start on the builder's stack. */
  readonly first: number;
}

/** Makes the nodes of the tree for the grammar, and keeps the stack of open blocks. */
export class TreeBuilder {
  readonly commands: Command[] = [];
  readonly frames: Frame[] = [];
  /** Says whether the statement or brace at an index may be parsed as it stands. */
  ready: (index: number) => boolean = () => false;
  /** The commands of all open blocks, innermost last; only the first `depth` of them count. */
  private readonly stack: Command[] = [];
  private depth = 0;
  private readonly text: string;
  private readonly names: Names;
  private readonly places: Places;
  private starts: ArrayLike<number>;
  private ends: ArrayLike<number>;

  constructor(text: string, places: Places) {
    this.text = text;
    this.names = new Names(text);
    this.places = places;
    this.starts = places.starts;
    this.ends = places.ends;
  }

  /** Reads tokens from other places while `work` runs: those of a mended statement. */
  within<T>(places: Places, work: () => T): T {
    this.starts = places.starts;
    this.ends = places.ends;
    try {
      return work();
    } finally {
      this.starts = this.places.starts;
      this.ends = this.places.ends;
    }
  }

  identifier(index: number): Identifier {
    const from = this.start(index);
    const to = this.end(index);
    const { name, lower } = this.names.at(from, to);
    // “else if”, mended to one word: the only identifier with a space in it.
    if (lower.length > 6 && lower.startsWith('else') && /^else\s/.test(lower)) {
      return { type: 'identifier', from, to, name: 'elsif', lower: 'elsif' };
    }
    return { type: 'identifier', from, to, name, lower };
  }

  tag(index: number): Tag {
    const from = this.start(index);
    const to = this.end(index);
    let start = from + 1;
    while (this.text[start] === ' ' || this.text[start] === '\t') start++;
    const { name, lower } = this.names.at(start, to);
    return { type: 'tag', from, to, name, lower };
  }

  number(index: number): NumberLiteral {
    const from = this.start(index);
    const to = this.end(index);
    const value = readNumber(this.text.slice(from, to)) ?? limits.number;
    return { type: 'number', from, to, value };
  }

  /** A quoted string, or what stands where one should: unquoted or in other quotes. */
  quoted(index: number): StringLiteral {
    const { text } = this;
    const from = this.start(index);
    const to = this.end(index);
    let value: string;
    if (text.charCodeAt(from) === 0x22) {
      const closed = to > from + 1 && text.charCodeAt(to - 1) === 0x22;
      value = unescapeQuoted(text.slice(from + 1, closed ? to - 1 : to));
    } else {
      value = text.slice(from, to).replace(/^([“”„«»'‘’`])(.*)[“”«»'’`]$|"$/su, '$2');
    }
    return { type: 'string', from, to, form: 'quoted', value };
  }

  multiLine(index: number): StringLiteral {
    const from = this.start(index);
    const to = this.end(index);
    const value = readMultiLine(this.text.slice(from, to));
    return { type: 'string', from, to, form: 'multi-line', value };
  }

  list(
    first: StringLiteral | null,
    rest: readonly StringLiteral[],
    index: number,
    past: number,
  ): StringList {
    const items = first === null ? none : [first, ...rest];
    return { type: 'list', from: this.start(index), to: this.end(past - 1), items };
  }

  /** The arguments of a command or test: the first three, null past the last, and all after. */
  arguments(
    a: Argument | null,
    b: Argument | null,
    c: Argument | null,
    rest: readonly Argument[],
  ): readonly Argument[] {
    if (a === null) return none;
    if (b === null) return [a];
    if (c === null) return [a, b];
    return rest.length === 0 ? [a, b, c] : [a, b, c, ...rest];
  }

  test(name: Identifier, args: readonly Argument[], tests: readonly Test[], past: number): Test {
    const to = this.end(past - 1);
    return { type: 'test', from: name.from, to, name, arguments: args, tests };
  }

  /** The tests of a list. */
  tests(first: Test, rest: readonly Test[]): readonly Test[] {
    return [first, ...rest];
  }

  /** No tests. */
  noTests(): readonly Test[] {
    return none;
  }

  /** A whole statement: a command that ends in `;`, or the head of a block. */
  statement(
    name: Identifier,
    args: readonly Argument[],
    tests: readonly Test[],
    opens: boolean,
    past: number,
  ): undefined {
    const to = this.end(past - 1);
    if (opens) {
      const head = { name, arguments: args, tests };
      this.open(head, this.start(past - 1), to);
      return undefined;
    }
    const { from } = name;
    this.add({ type: 'command', from, to, name, arguments: args, tests, block: null });
    return undefined;
  }

  close(index: number): undefined {
    this.closeAt(this.end(index));
    return undefined;
  }

  /** Opens a block; see {@link Frame}. */
  open(head: Head | null, from: number, to: number): void {
    this.frames.push({ head, from, to, first: this.depth });
  }

  /** Closes the innermost block, which ends at `to`. */
  closeAt(to: number): void {
    const frame = this.frames.pop();
    if (frame === undefined) return;
    const { head, from, first } = frame;
    const commands = first === this.depth ? none : this.stack.slice(first, this.depth);
    this.depth = first;
    if (head === null) {
      for (const command of commands) this.add(command);
      return;
    }
    const { name, arguments: args, tests } = head;
    const block: Block = { type: 'block', from, to, commands };
    this.add({ type: 'command', from: name.from, to, name, arguments: args, tests, block });
  }

  add(command: Command): void {
    if (this.frames.length === 0) this.commands.push(command);
    else this.stack[this.depth++] = command;
  }

  /** The last command so far of the innermost block. */
  last(): Command | undefined {
    const first = this.frames.at(-1)?.first ?? 0;
    return this.depth > first ? this.stack[this.depth - 1] : undefined;
  }

  private start(index: number): number {
    return this.starts[index] ?? 0;
  }

  private end(index: number): number {
    return this.ends[index] ?? 0;
  }
}
