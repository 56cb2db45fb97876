import type { Command, Script, Test } from '../../syntax/ast.ts';
import { type DataReader, dataReader } from './data.ts';
import { actionEntries, type Entry, testEntries } from './field.ts';
import type { FilterAction, FilterBranch, FilterForm, FilterTest } from './model.ts';
import { readArguments } from './read-arguments.ts';

/** What the commands of a rule were read from. */
export interface FormSource {
  /** The script, for what its strings stand for. */
  readonly script: Script;
  /** The text in which the offsets of the commands count. */
  readonly text: string;
}

/** Readers of data by script, which does not change. */
const readers = new WeakMap<Script, DataReader>();

/** How strings of a script stand for data; made once a script. */
export function dataOf(script: Script): DataReader {
  const reader = readers.get(script) ?? dataReader(script);
  readers.set(script, reader);
  return reader;
}

/** The form of a rule; null where it would not show all that the rule does. */
export function readForm(commands: readonly Command[], source: FormSource): FilterForm | null {
  const [first] = commands;
  if (first === undefined) return null;
  if (first.block === null) {
    const actions = readActions(commands, source);
    return actions === null ? null : { continues: false, branches: [{ test: null, actions }] };
  }
  const branches: FilterBranch[] = [];
  for (const command of commands) {
    const after = branches.at(-1);
    if (after !== undefined && (command.name.lower === 'if' || after.test === null)) return null;
    const branch = readBranch(command, source);
    if (branch === null) return null;
    branches.push(branch);
  }
  const { lower } = first.name;
  return { continues: lower === 'elsif' || lower === 'else', branches };
}

function readBranch(command: Command, source: FormSource): FilterBranch | null {
  const { name, block, tests } = command;
  if (block === null || command.arguments.length > 0) return null;
  const actions = readActions(block.commands, source);
  if (actions === null) return null;
  const [test, ...others] = tests;
  if (name.lower === 'else') return test === undefined ? { test: null, actions } : null;
  const known = name.lower === 'if' || name.lower === 'elsif' || name.lower === 'disabled_if';
  if (!known || test === undefined || others.length > 0) return null;
  const read = readTest(test, source);
  return read === null ? null : { test: read, actions };
}

/** The condition of a test; null where the form does not know it. */
export function readTest(test: Test, source: FormSource, not = false): FilterTest | null {
  const { lower } = test.name;
  const [inner, ...others] = test.tests;
  if (lower === 'not') {
    if (not || inner === undefined || others.length > 0 || test.arguments.length > 0) return null;
    return readTest(inner, source, true);
  }
  if (lower === 'anyof' || lower === 'allof') {
    if (test.arguments.length > 0 || inner === undefined) return null;
    const tests: FilterTest[] = [];
    for (const each of test.tests) {
      const read = readTest(each, source);
      if (read === null) return null;
      tests.push(read);
    }
    return { type: lower, not, tests };
  }
  if (inner !== undefined) return null;
  const code = source.text.slice(test.from, test.to);
  // Of variables it is enough that the form leaves them as they are.
  if (lower === 'string') return { type: 'code', not, code };
  const found = readNode(test, testEntries.get(lower), source);
  if (found === 'unknown') return null;
  if (found === 'variable') return { type: 'code', not, code };
  return { type: lower, not, ...found } as FilterTest;
}

function readActions(commands: readonly Command[], source: FormSource): FilterAction[] | null {
  const actions: FilterAction[] = [];
  for (const command of commands) {
    const action = readAction(command, source);
    if (action === null) return null;
    actions.push(action);
  }
  return actions;
}

function readAction(command: Command, source: FormSource): FilterAction | null {
  if (command.block !== null || command.tests.length > 0) return null;
  const { lower } = command.name;
  const code = source.text.slice(command.from, command.to);
  if (lower === 'set') return { type: 'code', code };
  const found = readNode(command, actionEntries.get(lower), source);
  if (found === 'unknown') return null;
  if (found === 'variable') return { type: 'code', code };
  return { type: lower, ...found } as FilterAction;
}

function readNode(
  node: Command | Test,
  entry: Entry | undefined,
  { script }: FormSource,
): ReturnType<typeof readArguments> {
  return entry === undefined ? 'unknown' : readArguments(node, entry, dataOf(script));
}
