import { findCommand, findTest } from '../language/registry.ts';
import { limits } from '../limits.ts';
import type { Command, StringList, StringLiteral, Test } from '../syntax/ast.ts';
import type { Range } from '../text/range.ts';
import { Call, type Sequence, type Step } from './call.ts';
import { constantOf, endsScript } from './flow.ts';

/** What a walk through commands finds, each kind of thing in the order of the text. */
export interface Found {
  /** Every command and test. */
  readonly calls: readonly Call[];
  /** Every block, and the commands themselves as the first. */
  readonly sequences: readonly Sequence[];
  /** Blocks that never run because their test is false: rules that are switched off. */
  readonly disabled: readonly Range[];
  /** Lists of two strings and more, with the call that they are given to. */
  readonly lists: readonly { readonly call: Call; readonly list: StringList }[];
  /** Strings that may hold variables or characters by number. */
  readonly interpolated: readonly StringLiteral[];
}

/** What was found in commands before, for scripts that come again with the same nodes in them. */
export type Memory = WeakMap<Command, Remembered>;

/** What was found in one command; calls and sequences first to last, the command as the first. */
type Remembered = Found & { readonly calls: readonly [Call, ...Call[]] };

/** Walks through the commands of a script and all that stands in them that is not remembered. */
export function walk(commands: readonly Command[], memory: Memory | null): Found {
  const walker = new Walker(memory);
  walker.readSequence(commands, null, 0);
  return walker;
}

/** In a sequence of more commands than this, each is remembered on its own. */
const longSequence = 64;

class Walker implements Found {
  readonly #memory: Memory | null;
  readonly calls: Call[] = [];
  readonly sequences: Sequence[] = [];
  readonly disabled: Range[] = [];
  readonly lists: { call: Call; list: StringList }[] = [];
  readonly interpolated: StringLiteral[] = [];

  constructor(memory: Memory | null) {
    this.#memory = memory;
  }

  readSequence(commands: readonly Command[], owner: Call | null, depth: number): Sequence {
    const steps: (Step & { readonly calls: Call[]; ends: boolean })[] = [];
    const straight: Call[] = [];
    const sequence = { steps, owner, ends: false, straight };
    this.sequences.push(sequence);
    const memory = owner === null || commands.length > longSequence ? this.#memory : null;
    for (const command of commands) {
      const call =
        memory === null
          ? this.#readCommand(command, owner, depth)
          : this.#recall(command, owner, depth, memory);
      const last = steps.at(-1);
      const chained = call.name === 'elsif' || call.name === 'else';
      if (chained && last !== undefined && startsChain(last)) last.calls.push(call);
      else steps.push({ calls: [call], ends: false });
    }
    for (const step of steps) {
      step.ends = endsScript(step.calls);
      const [only] = step.calls;
      if (only !== undefined && step.calls.length === 1 && !sequence.ends) straight.push(only);
      sequence.ends ||= step.ends;
    }
    return sequence;
  }

  /** Reads a command, or takes what was found in it the last time. */
  #recall(node: Command, parent: Call | null, depth: number, memory: Memory): Call {
    const known = memory.get(node);
    const inDisabled = this.#isDisabled(node);
    if (known === undefined) {
      const inner = new Walker(this.#memory);
      const call = inner.#readCommand(node, parent, depth);
      if (!inDisabled) memory.set(node, inner as Found as Remembered);
      this.#take(inner, inDisabled);
      return call;
    }
    const [call] = known.calls;
    call.parent = parent;
    this.#take(known, inDisabled);
    return call;
  }

  #take(found: Found, inDisabled: boolean): void {
    for (const call of found.calls) this.calls.push(call);
    for (const sequence of found.sequences) this.sequences.push(sequence);
    for (const list of found.lists) this.lists.push(list);
    for (const literal of found.interpolated) this.interpolated.push(literal);
    if (!inDisabled) for (const range of found.disabled) this.disabled.push(range);
  }

  /** Whether a command stands in a block that never runs. */
  #isDisabled(node: Command): boolean {
    const last = this.disabled.at(-1);
    return last !== undefined && node.from < last.to;
  }

  #readCommand(node: Command, parent: Call | null, depth: number): Call {
    const call = this.#add(new Call(node, findCommand(node.name.lower), parent));
    if (node.tests.length > 0) call.tests = node.tests.map((test) => this.#readTest(test, call, 0));
    if (node.block === null || depth > limits.blockDepth) return call;
    const [only] = call.tests;
    const nested = this.#isDisabled(node);
    if (!nested && only !== undefined && constantOf(only) === false) this.disabled.push(node.block);
    call.block = this.readSequence(node.block.commands, call, depth + 1);
    return call;
  }

  #readTest(node: Test, parent: Call, depth: number): Call {
    const call = this.#add(new Call(node, findTest(node.name.lower), parent));
    if (depth > limits.testDepth || node.tests.length === 0) return call;
    call.tests = node.tests.map((test) => this.#readTest(test, call, depth + 1));
    return call;
  }

  #add(call: Call): Call {
    this.calls.push(call);
    for (const argument of call.node.arguments) {
      if (argument.type === 'string') this.#addString(argument);
      else if (argument.type === 'list') {
        if (argument.items.length > 1) this.lists.push({ call, list: argument });
        for (const item of argument.items) this.#addString(item);
      }
    }
    return call;
  }

  #addString(literal: StringLiteral): void {
    if (literal.value.includes('${')) this.interpolated.push(literal);
  }
}

function startsChain(step: Step): boolean {
  return step.calls[0]?.name === 'if' && step.calls.at(-1)?.name !== 'else';
}
