import type { Command, Script } from '../../syntax/ast.ts';
import type { TextEdit } from '../../text/edit.ts';
import { dominantLineEnd } from '../../text/line-end.ts';
import { FilterError } from '../error.ts';
import { type Head, headEdit, readHead } from '../head.ts';
import { commentIn, cutPieces, type Piece } from '../piece.ts';
import { renameEdits } from '../rename.ts';
import { removal } from '../write.ts';
import { editCode, writeNew } from './commented-form.ts';
import type { Dialect, DialectName, DialectRule } from './dialect.ts';
import { moveRule } from './move.ts';
import { titleReader, writeTitle } from './title.ts';
import { unwrap, wrap } from './wrap.ts';

/** How a rule is switched off: its test in a comment, all of it in `if false`, by a word. */
type Off = 'test-in-comment' | 'wrapped' | 'disabled_if';

export interface CommentedRule extends DialectRule {
  readonly piece: Piece;
  /** Null where the rule is on. */
  readonly off: Off | null;
  /** The test of a rule that is a single `if` or `elsif` without comments in its head. */
  readonly head: Head | null;
}

/** A dialect whose rules are commands with their names in comments. */
export function commentedDialect(name: DialectName): Dialect<CommentedRule> {
  const title = titleReader(name);
  return {
    name,
    read: (script) => cutPieces(script, title).map((piece) => readRule(script, piece)),
    switch: (script, rule, enabled) =>
      enabled ? switchOn(script, rule) : switchOff(script, rule, name),
    rename: (script, { piece }, title) =>
      renameEdits(script, piece, writeTitle(name, title), title),
    edit: (script, { commands, off }, form) =>
      editCode(script, { commands, inComment: off === 'test-in-comment' }, form, name),
    add: (script, entry) => {
      const { text } = script;
      const off = (rule: Script): TextEdit[] => {
        const [first] = cutPieces(rule, title).map((piece) => readRule(rule, piece));
        return first === undefined ? [] : switchOff(rule, first, name);
      };
      const code = writeNew(script, entry, name, off);
      const gap = /(?:^\ufeff?|\n)$/.test(text) ? '' : dominantLineEnd(text);
      return [{ from: text.length, to: text.length, insert: gap + code }];
    },
    remove: (script, rule) => [removal(script, rule.from, rule.to)],
    move: moveRule,
  };
}

/** A piece of a script as a rule. */
export function readRule(script: Script, piece: Piece): CommentedRule {
  const { name, from, to, commands } = piece;
  const [first, ...others] = commands;
  const rule = { name, from, to, piece, head: null, off: null, enabled: true, commands };
  if (first.block === null || others.length > 0) return rule;
  const head = readHead(script, first);
  if (first.name.lower === 'disabled_if') {
    return { ...rule, head, off: 'disabled_if', enabled: false };
  }
  if (head !== null && !head.enabled) {
    const shown = [{ ...first, tests: [head.test] }];
    return { ...rule, head, off: 'test-in-comment', enabled: false, commands: shown };
  }
  const inner = first.block.commands;
  if (first.name.lower === 'if' && isBareFalse(script, first) && inner.length > 0) {
    return { ...rule, off: 'wrapped', enabled: false, commands: inner };
  }
  return { ...rule, head };
}

/** `if false {` and no comment in it that might say more. */
function isBareFalse(script: Script, command: Command): boolean {
  const [test, ...others] = command.tests;
  if (test?.name.lower !== 'false' || others.length > 0) return false;
  return commentIn(script, command.from, command.block?.from ?? command.to) === 'none';
}

function switchOn(script: Script, { piece, off, head }: CommentedRule): TextEdit[] {
  const [command] = piece.commands;
  const { block } = command;
  if (off === 'disabled_if') return [{ ...rangeOf(command.name), insert: 'if' }];
  if (off === 'wrapped' && block !== null) return unwrap(script, command, block);
  if (head === null || block === null) return [];
  const next = { test: head.source, enabled: true };
  return [headEdit(script, head, block.from, next, dominantLineEnd(script.text))];
}

function switchOff(script: Script, rule: CommentedRule, dialect: DialectName): TextEdit[] {
  const { piece, head } = rule;
  const [command] = piece.commands;
  const eol = dominantLineEnd(script.text);
  const { block } = command;
  const lower = command.name.lower;
  if (dialect === 'zimbra' && lower === 'if' && piece.commands.length === 1) {
    return [{ ...rangeOf(command.name), insert: 'disabled_if' }];
  }
  const fits = head !== null && block !== null && !/[\r\n]/.test(head.source);
  const branch = lower === 'elsif' || lower === 'else';
  if (
    dialect !== 'sievelib' &&
    fits &&
    (branch || dialect === 'roundcube' || opensOnNextLine(script, head))
  ) {
    return [headEdit(script, head, block.from, { test: head.source, enabled: false }, eol)];
  }
  if (branch) {
    const message =
      'This rule is a branch of the one before it, and cannot be switched off by itself. Change it as code.';
    throw new FilterError('needs-code', message);
  }
  return wrap(script, command.from, piece.to, dialect === 'sievelib' ? '    ' : '', eol);
}

/** Whether a test can go into a comment, and out of it, without another byte. */
function opensOnNextLine({ text }: Script, { to }: Head): boolean {
  return /^[ \t]*\r?\n/.test(text.slice(to, to + 200));
}

function rangeOf({ from, to }: { readonly from: number; readonly to: number }): {
  from: number;
  to: number;
} {
  return { from, to };
}
