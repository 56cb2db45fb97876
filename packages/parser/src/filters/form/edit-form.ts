import type { Command, Script, Test } from '../../syntax/ast.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { Range } from '../../text/range.ts';
import { FilterError } from '../error.ts';
import { commentIn, startsLine } from '../piece.ts';
import { lineStart } from '../rename.ts';
import type { FilterAction, FilterBranch, FilterForm, FilterTest } from './model.ts';
import {
  type FormStyle,
  writeAction,
  writeBlock,
  writeBranchHead,
  writeForm,
  writeTest,
} from './write-form.ts';

/** A rule in a script: its commands, and the form that they were read as. */
export interface FormPlace {
  readonly script: Script;
  readonly commands: readonly Command[];
  readonly form: FilterForm;
}

/**
 * Edits that make a rule what `next` says: only where the two differ, by condition and action.
 * @throws FilterError `needs-code` where a comment would be lost.
 */
export function formEdits(place: FormPlace, next: FilterForm, style: FormStyle): TextEdit[] {
  const { script, commands, form } = place;
  if (writeForm(form, style) === writeForm(next, style)) return [];
  const [first, last] = [commands[0], commands.at(-1)];
  const [old, wanted] = [form.branches[0], next.branches[0]];
  if (first === undefined || last === undefined) return [];
  if (first.block === null) {
    if (next.branches.length === 1 && wanted?.test === null && wanted.actions.length > 0) {
      return actionEdits(script, commands, old?.actions ?? [], wanted.actions, style);
    }
    return [replace(script, first.from, last.to, writeForm(next, style))];
  }
  if (next.continues !== form.continues || wanted === undefined) {
    throw new FilterError('needs-code', 'Whether a rule is a branch of another changes as code.');
  }
  if (
    commands.length === 1 &&
    next.branches.length === 1 &&
    wanted.test === null &&
    !form.continues
  ) {
    return branchEdits(place, 0, { ...wanted, test: always }, style);
  }
  const edits = next.branches
    .slice(0, commands.length)
    .flatMap((branch, at) => branchEdits(place, at, branch, style));
  const removed = commands[next.branches.length];
  const kept = commands[next.branches.length - 1];
  if (removed !== undefined && kept !== undefined) {
    return [...edits, replace(script, kept.to, last.to, '')];
  }
  const more = next.branches.slice(commands.length).map(({ test, actions }) => {
    const head = writeBranchHead(test, true, style);
    return style.lineEnd + head + writeBlock(actions, style);
  });
  return more.length === 0 ? edits : [...edits, insertAt(last.to, more.join(''))];
}

const always: FilterTest = { type: 'true', not: false };

function branchEdits(
  { script, commands, form }: FormPlace,
  at: number,
  next: FilterBranch,
  style: FormStyle,
): TextEdit[] {
  const [command, old] = [commands[at], form.branches[at]];
  if (command?.block == null || old === undefined) return [];
  const { block, tests } = command;
  const [test] = tests;
  const head =
    test !== undefined && old.test !== null && next.test !== null
      ? testEdits(script, test, old.test, next.test, style)
      : old.test === next.test
        ? []
        : [headEdit(script, command, writeBranchHead(next.test, at > 0 || form.continues, style))];
  if (block.commands.length > 0) {
    return [...head, ...actionEdits(script, block.commands, old.actions, next.actions, style)];
  }
  if (next.actions.length === 0) return head;
  const lines = next.actions.map(
    (action) => `${style.lineEnd}${style.indent}${writeAction(action, style)}`,
  );
  const line = /^\s*\n/.test(script.text.slice(block.from + 1, block.to)) ? '' : style.lineEnd;
  return [...head, insertAt(block.from + 1, lines.join('') + line)];
}

/** What stands before the brace of a branch, its white space left as it is. */
function headEdit(script: Script, command: Command, head: string): TextEdit {
  const end = command.tests.at(-1)?.to ?? command.name.to;
  return replace(script, command.name.from, end, head);
}

/** Changes conditions that differ, and leaves what stands between them. */
function testEdits(
  script: Script,
  node: Test,
  old: FilterTest,
  next: FilterTest,
  style: FormStyle,
): TextEdit[] {
  const written = writeTest(next, style);
  if (writeTest(old, style) === written) return [];
  const [inner] = node.tests;
  if (old.not && next.not && inner !== undefined) {
    return testEdits(script, inner, { ...old, not: false }, { ...next, not: false }, style);
  }
  const grouped = old.type === 'anyof' || old.type === 'allof';
  if (grouped && next.type === old.type && next.not === old.not && next.tests.length > 0) {
    return listEdits({
      script,
      nodes: node.tests,
      old: old.tests,
      next: next.tests,
      write: (test) => writeTest(test, style),
      separator: () => ', ',
      edit: (each, before, after) => testEdits(script, each, before, after, style),
    });
  }
  return [replace(script, node.from, node.to, written)];
}

function actionEdits(
  script: Script,
  nodes: readonly Command[],
  old: readonly FilterAction[],
  next: readonly FilterAction[],
  style: FormStyle,
): TextEdit[] {
  const { text } = script;
  return listEdits({
    script,
    nodes,
    old,
    next,
    write: (action) => writeAction(action, style),
    separator: ({ from }) =>
      startsLine(text, from) && !isInline(text, nodes)
        ? style.lineEnd + lineStart(text, from)
        : ' ',
    edit: (node, _, after) => [replace(script, node.from, node.to, writeAction(after, style))],
  });
}

/** Whether commands, more than one, stand on one line. */
function isInline(text: string, nodes: readonly Command[]): boolean {
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (first === undefined || last === undefined || first === last) return false;
  return !text.slice(first.to, last.from).includes('\n');
}

interface ListChange<Item, Node extends Range> {
  readonly script: Script;
  readonly nodes: readonly Node[];
  readonly old: readonly Item[];
  readonly next: readonly Item[];
  readonly write: (item: Item) => string;
  /** What stands between a node and one that is added beside it. */
  readonly separator: (node: Node) => string;
  readonly edit: (node: Node, old: Item, next: Item) => TextEdit[];
}

/** Changes, adds and removes items of a list where it differs; the same ends stay untouched. */
function listEdits<Item, Node extends Range>(change: ListChange<Item, Node>): TextEdit[] {
  const { script, nodes, old, next, write, separator, edit } = change;
  const [before, after] = [old.map(write), next.map(write)];
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  const [oldEnd, nextEnd] = [before.length - end, after.length - end];
  const paired = Math.min(oldEnd, nextEnd);
  const edits = nodes.slice(start, paired).flatMap((node, at) => {
    const [one, other] = [old[start + at], next[start + at]];
    return one === undefined || other === undefined ? [] : edit(node, one, other);
  });
  const added = after.slice(paired, nextEnd);
  const [previous, following] = [nodes[paired - 1], nodes[paired]];
  if (added.length > 0 && previous !== undefined) {
    const glue = separator(previous);
    return [...edits, insertAt(previous.to, added.map((item) => glue + item).join(''))];
  }
  if (added.length > 0 && following !== undefined) {
    const glue = separator(following);
    return [...edits, insertAt(following.from, added.map((item) => item + glue).join(''))];
  }
  const [gone, last, rest] = [nodes[paired], nodes[oldEnd - 1], nodes[oldEnd]];
  if (oldEnd <= paired || gone === undefined || last === undefined) return edits;
  if (previous !== undefined) return [...edits, replace(script, previous.to, last.to, '')];
  return [...edits, replace(script, gone.from, rest?.from ?? last.to, '')];
}

function insertAt(at: number, insert: string): TextEdit {
  return { from: at, to: at, insert };
}

/** @throws FilterError where a comment would be lost. */
function replace(script: Script, from: number, to: number, insert: string): TextEdit {
  if (commentIn(script, from, to) === 'none' || isInComment(script, from, to)) {
    return { from, to, insert };
  }
  const message =
    'This change would remove a comment in the rule. Change the rule as code, or remove the comment first.';
  throw new FilterError('needs-code', message);
}

/** Whether a range lies in one comment: conditions of a rule that is switched off do. */
function isInComment(script: Script, from: number, to: number): boolean {
  const comment = commentIn(script, from, to);
  return typeof comment === 'object' && comment.from < from && to <= comment.to;
}
