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
import { op, opBits, type Tape } from './tape.ts';
import { joinElseIf } from './word.ts';

const none: readonly never[] = [];
const opMask = (1 << opBits) - 1;

/** What stands before a block: the command that it belongs to. */
interface Head {
  readonly name: Identifier;
  readonly arguments: readonly Argument[];
  readonly tests: readonly Test[];
  /** Start of the block. */
  readonly from: number;
  /** How many commands were on the stack when it opened. */
  readonly first: number;
}

/** Nodes that no other node took yet, the last on top. What was taken is overwritten later. */
class Stack<T> {
  depth = 0;
  private readonly items: T[] = [];

  push(item: T): void {
    this.items[this.depth++] = item;
  }

  pop(): T {
    // The tape holds whole statements alone, so that nothing is taken that was not pushed.
    return this.items[--this.depth] as T;
  }

  /** Takes the last `count` off, in their order. */
  take(count: number): readonly T[] {
    if (count === 0) return none;
    const from = this.depth - count;
    this.depth = from;
    // An array of one or two items made at once is a third of the work.
    const { items } = this;
    if (count === 1) return [items[from] as T];
    if (count === 2) return [items[from] as T, items[from + 1] as T];
    return items.slice(from, from + count);
  }
}

/** Makes the nodes of the tree of what a tape says, one command after the other. */
export class TreeBuilder {
  private readonly names = new Stack<Identifier>();
  private readonly args = new Stack<Argument>();
  private readonly tests = new Stack<Test>();
  /** The commands of all open blocks. */
  private readonly commands = new Stack<Command>();
  private readonly heads: Head[] = [];
  private readonly text: string;
  private readonly known: Names;
  private readonly tape: Tape;
  private at = 0;
  /** First backslash at or after the last string; the end of the text where there is none. */
  private backslash = -1;

  constructor(tape: Tape) {
    this.tape = tape;
    this.text = tape.source.text;
    this.known = new Names(this.text);
  }

  /** The next command that stands in no block; undefined after the last. */
  next(): Command | undefined {
    const { words, length } = this.tape;
    while (this.at < length) {
      const word = words[this.at++] ?? 0;
      const value = word >>> opBits;
      const kind = word & opMask;
      if (kind < op.list) {
        if (kind === op.name) this.names.push(this.identifier(value));
        else this.args.push(this.argument(kind, value));
        continue;
      }
      const first = words[this.at] ?? 0;
      const second = words[this.at + 1] ?? 0;
      this.at += 2;
      if (kind === op.list) this.args.push(this.list(value, first, second));
      else if (kind === op.test) this.tests.push(this.test(value, first, second));
      else if (kind === op.open) this.open(value, first, second);
      else {
        const command = kind === op.close ? this.close(first) : this.command(value, first, second);
        if (this.heads.length === 0) return command;
        this.commands.push(command);
      }
    }
    return undefined;
  }

  private identifier(index: number): Identifier {
    const from = this.tape.start(index);
    const to = this.tape.end(index);
    const { name, lower } = this.known.at(from, to);
    const joined = joinElseIf(lower);
    if (joined !== lower) return { type: 'identifier', from, to, name: joined, lower: joined };
    return { type: 'identifier', from, to, name, lower };
  }

  private argument(kind: number, index: number): Argument {
    const from = this.tape.start(index);
    const to = this.tape.end(index);
    if (kind === op.quoted) return this.quoted(from, to);
    if (kind === op.tag) return this.tag(from, to);
    if (kind === op.number) return this.number(from, to);
    const value = readMultiLine(this.text.slice(from, to));
    return { type: 'string', from, to, form: 'multi-line', value };
  }

  private quoted(from: number, to: number): StringLiteral {
    const { text } = this;
    let value: string;
    if (text.charCodeAt(from) === 0x22) {
      const closed = to > from + 1 && text.charCodeAt(to - 1) === 0x22;
      value = text.slice(from + 1, closed ? to - 1 : to);
      if (this.hasBackslash(from, to)) value = unescapeQuoted(value);
    } else {
      value = text.slice(from, to).replace(/^([“”„«»'‘’`])(.*)[“”«»'’`]$|"$/su, '$2');
    }
    return { type: 'string', from, to, form: 'quoted', value };
  }

  /** Looks for the next backslash of the text only once it came to the last one found. */
  private hasBackslash(from: number, to: number): boolean {
    if (this.backslash < from) {
      const found = this.text.indexOf('\\', from);
      this.backslash = found < 0 ? this.text.length : found;
    }
    return this.backslash < to;
  }

  private tag(from: number, to: number): Tag {
    let start = from + 1;
    while (this.text.charCodeAt(start) <= 0x20) start++;
    const { name, lower } = this.known.at(start, to);
    return { type: 'tag', from, to, name, lower };
  }

  private number(from: number, to: number): NumberLiteral {
    const value = readNumber(this.text.slice(from, to)) ?? limits.number;
    return { type: 'number', from, to, value };
  }

  private list(count: number, first: number, last: number): StringList {
    // The grammar lets nothing but strings into a list.
    const items = this.args.take(count) as readonly StringLiteral[];
    return { type: 'list', from: this.tape.start(first), to: this.tape.end(last), items };
  }

  private test(args: number, count: number, last: number): Test {
    const name = this.names.pop();
    const tests = this.tests.take(count);
    const to = this.tape.end(last);
    return { type: 'test', from: name.from, to, name, arguments: this.args.take(args), tests };
  }

  private command(args: number, count: number, last: number): Command {
    const name = this.names.pop();
    const tests = this.tests.take(count);
    return {
      type: 'command',
      from: name.from,
      to: this.tape.end(last),
      name,
      arguments: this.args.take(args),
      tests,
      block: null,
    };
  }

  private open(args: number, count: number, last: number): void {
    const name = this.names.pop();
    this.heads.push({
      name,
      arguments: this.args.take(args),
      tests: this.tests.take(count),
      from: this.tape.start(last),
      first: this.commands.depth,
    });
  }

  private close(to: number): Command {
    const head = this.heads.pop();
    if (head === undefined) throw new Error('the tape closes a block that it did not open');
    const { name, arguments: args, tests, from, first } = head;
    const commands = this.commands.take(this.commands.depth - first);
    const block: Block = { type: 'block', from, to, commands };
    return { type: 'command', from: name.from, to, name, arguments: args, tests, block };
  }
}
