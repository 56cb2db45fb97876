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

/** Walks through the commands of a script and all that stands in them. */
export function walk(commands: readonly Command[]): Found {
  const walker = new Walker();
  walker.readSequence(commands, null, 0);
  return walker;
}

class Walker implements Found {
  readonly calls: Call[] = [];
  readonly sequences: Sequence[] = [];
  readonly disabled: Range[] = [];
  readonly lists: { call: Call; list: StringList }[] = [];
  readonly interpolated: StringLiteral[] = [];

  readSequence(commands: readonly Command[], owner: Call | null, depth: number): Sequence {
    const steps: (Step & { readonly calls: Call[]; ends: boolean })[] = [];
    const straight: Call[] = [];
    const sequence = { steps, owner, ends: false, straight };
    this.sequences.push(sequence);
    for (const command of commands) {
      const call = this.#readCommand(command, owner, depth);
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

  #readCommand(node: Command, parent: Call | null, depth: number): Call {
    const call = this.#add(new Call(node, findCommand(node.name.lower), parent));
    if (node.tests.length > 0) call.tests = node.tests.map((test) => this.#readTest(test, call, 0));
    if (node.block === null || depth > limits.blockDepth) return call;
    const [only] = call.tests;
    const outer = this.disabled.at(-1);
    const nested = outer !== undefined && node.from < outer.to;
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
