import type { Argument, Command, Script, Test } from '../syntax/ast.ts';
import { createExpander } from './constant.ts';
import { type Head, readHead } from './head.ts';
import type { CodeFilter, Condition, Filter, FormFilter, Rule } from './model.ts';
import { cutPieces, type Piece } from './piece.ts';
import { locateVacation } from './read-vacation.ts';

/** A filter with the parts of the tree that it was read from. */
export interface LocatedForm {
  readonly filter: FormFilter;
  readonly piece: Piece;
  readonly head: Head;
  readonly fileinto: Command;
  readonly stop: Command | null;
}

export type Located =
  | LocatedForm
  | { readonly filter: CodeFilter; readonly piece: Piece; readonly head: null };

/**
 * The filters of a script, in order. What the form cannot show without losing something of it is
 * a `code` filter. A reply that `readVacation` shows is not among them.
 */
export function readFilters(script: Script): Filter[] {
  return locateFilters(script).map(({ filter }) => filter);
}

/** A script does not change, so that its filters are read once, also for each edit of one. */
const read = new WeakMap<Script, readonly Located[]>();

/** The filters with what is needed to change them. */
export function locateFilters(script: Script): readonly Located[] {
  const known = read.get(script);
  if (known !== undefined) return known;
  const located = locateAll(script);
  read.set(script, located);
  return located;
}

function locateAll(script: Script): Located[] {
  const vacation = locateVacation(script);
  const shown = vacation === null || 'unsupported' in vacation ? null : vacation.piece.from;
  const expands = createExpander(script);
  const located: Located[] = [];
  for (const piece of cutPieces(script)) {
    const form = readForm(script, piece, expands);
    if (form !== null) {
      located.push(form);
      continue;
    }
    const { name, from, to } = piece;
    if (from === shown) continue;
    located.push({ filter: { kind: 'code', name, from, to }, piece, head: null });
  }
  return located;
}

function readForm(
  script: Script,
  piece: Piece,
  expands: (value: string) => boolean,
): LocatedForm | null {
  const [command, ...chain] = piece.commands;
  if (chain.length > 0 || command.name.lower !== 'if' || command.block === null) return null;
  const actions = readActions(command.block.commands);
  if (actions === null) return null;
  const head = readHead(script, command);
  const test = head === null ? null : readTest(head.test);
  if (head === null || test === null) return null;
  const values = [actions.mailbox, ...test.conditions.flatMap((c) => [c.header, c.value])];
  if (values.some(expands)) return null;
  const { mailbox, create, fileinto, stop } = actions;
  const rule: Rule = { ...test, mailbox, create, stop: stop !== null };
  const { name, from, to } = piece;
  const filter: FormFilter = { kind: 'form', name, enabled: head.enabled, from, to, rule };
  return { filter, piece, head, fileinto, stop };
}

interface Actions {
  readonly fileinto: Command;
  readonly mailbox: string;
  readonly create: boolean;
  readonly stop: Command | null;
}

/** `fileinto [:create] "mailbox";` and perhaps `stop;`, nothing else. */
function readActions(commands: readonly Command[]): Actions | null {
  const [fileinto, stop, ...others] = commands;
  if (fileinto?.name.lower !== 'fileinto' || others.length > 0) return null;
  if (!isSimple(fileinto) || (stop !== undefined && !isStop(stop))) return null;
  const [first, second, ...more] = fileinto.arguments;
  const create = first?.type === 'tag' && first.lower === 'create';
  const mailbox = oneString(create ? second : first);
  if (mailbox === null || more.length > 0 || (!create && second !== undefined)) return null;
  return { fileinto, mailbox, create, stop: stop ?? null };
}

function isSimple(command: Command): boolean {
  return command.tests.length === 0 && command.block === null;
}

function isStop(command: Command): boolean {
  return command.name.lower === 'stop' && isSimple(command) && command.arguments.length === 0;
}

/** A string, or that of a list of one, which means the same. */
function oneString(argument: Argument | undefined): string | null {
  if (argument?.type === 'string') return argument.value;
  const [only, ...others] = argument?.type === 'list' ? argument.items : [];
  return only === undefined || others.length > 0 ? null : only.value;
}

function readTest(test: Test): Pick<Rule, 'join' | 'conditions'> | null {
  const join = test.name.lower;
  if (join !== 'anyof' && join !== 'allof') {
    const only = readCondition(test, false);
    return only === null ? null : { join: 'anyof', conditions: [only] };
  }
  if (test.arguments.length > 0 || test.tests.length === 0) return null;
  const conditions: Condition[] = [];
  for (const inner of test.tests) {
    const condition = readCondition(inner, false);
    if (condition === null) return null;
    conditions.push(condition);
  }
  return { join, conditions };
}

function readCondition(test: Test, not: boolean): Condition | null {
  const { lower } = test.name;
  const [inner, ...others] = test.tests;
  if (lower === 'not' && inner !== undefined && others.length === 0 && !not) {
    return test.arguments.length === 0 ? readCondition(inner, true) : null;
  }
  if (lower !== 'header' || inner !== undefined) return null;
  const [first, ...rest] = test.arguments;
  const tagged = first?.type === 'tag';
  const match = tagged ? first.lower : 'is';
  if (match !== 'contains' && match !== 'is' && match !== 'matches') return null;
  const [header, value, ...more] = tagged ? rest : test.arguments;
  const [headerName, key] = [oneString(header), oneString(value)];
  if (headerName === null || key === null || more.length > 0) return null;
  return { header: headerName, match, not, value: key };
}
