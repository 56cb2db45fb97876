import type { Command, Script, Test } from '../syntax/ast.ts';
import { parse } from '../syntax/parse.ts';
import type { TextEdit } from '../text/edit.ts';
import type { LineEnd } from '../text/line-end.ts';
import { FilterError } from './error.ts';
import { commentIn } from './piece.ts';
import { shiftTest } from './shift-test.ts';

/** The test of an `if`, also where the rule is switched off in Roundcube's way. */
export interface Head {
  readonly enabled: boolean;
  readonly test: Test;
  /** What stands for the test: itself, or `false` and the comment that holds the test. */
  readonly from: number;
  readonly to: number;
  /** The test as written. */
  readonly source: string;
}

/** Reads the test of an `if`; null where comments around it would be lost by a change. */
export function readHead(script: Script, command: Command): Head | null {
  const [test, ...others] = command.tests;
  if (test === undefined || others.length > 0 || command.arguments.length > 0) return null;
  if (command.block === null) return null;
  const comment = commentIn(script, command.from, command.block.from);
  const { from, to } = test;
  if (comment === 'none') {
    return { enabled: true, test, from, to, source: script.text.slice(from, to) };
  }
  if (comment === 'many' || test.name.lower !== 'false' || comment.from < to) return null;
  const inside = script.text.slice(comment.from + 1, comment.to);
  const source = inside.trim();
  const start = comment.from + 1 + inside.length - inside.trimStart().length;
  const hidden = parseTest(source, start);
  if (hidden === null) return null;
  return { enabled: false, test: hidden, from, to: comment.to, source };
}

/** The test that a text consists of, which starts at an offset; null where it is anything else. */
function parseTest(text: string, start: number): Test | null {
  const { script, diagnostics } = parse(`if ${text}{}`);
  const [command, ...others] = script.commands;
  const [test, ...more] = command?.tests ?? [];
  if (diagnostics.length > 0 || others.length > 0 || more.length > 0) return null;
  if (test === undefined || command?.arguments.length !== 0) return null;
  return commentIn(script, 0, script.to) === 'none' ? shiftTest(test, start - 'if '.length) : null;
}

/**
 * The edit that makes `test` the test of an `if`, switched off or on. A test that is switched off
 * ends its line, since it stands in a comment.
 * @throws FilterError where a switched-off test holds a line break.
 */
export function headEdit(
  script: Script,
  head: Head,
  block: number,
  next: { readonly test: string; readonly enabled: boolean },
  eol: LineEnd,
): TextEdit {
  const rest = script.text.slice(head.to, block);
  const after = next.enabled || /^[ \t]*\r?\n/.test(rest) ? '' : eol;
  return { from: head.from, to: head.to, insert: writeHead(next.test, next.enabled) + after };
}

/**
 * What stands after `if`: a test, or `false` and the test in a comment as Roundcube writes it.
 * @throws FilterError where a switched-off test holds a line break.
 */
export function writeHead(test: string, enabled: boolean): string {
  if (enabled) return test;
  if (!/[\r\n]/.test(test)) return `false # ${test}`;
  const message =
    'A rule is switched off by moving its conditions into a comment, and one of them holds a line ' +
    'break, which would end it. Remove the line break, or switch the rule off as code.';
  throw new FilterError('disabled-lines', message);
}
