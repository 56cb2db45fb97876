import type { Command, Script } from '../../syntax/ast.ts';
import { parse } from '../../syntax/parse.ts';
import { applyEdits, type TextEdit } from '../../text/edit.ts';
import { dominantLineEnd } from '../../text/line-end.ts';
import { FilterError } from '../error.ts';
import { formEdits } from '../form/edit-form.ts';
import type { FilterForm } from '../form/model.ts';
import { dataOf, readForm } from '../form/read-form.ts';
import { type FormStyle, writeForm } from '../form/write-form.ts';
import { startsLine } from '../piece.ts';
import { lineStart } from '../rename.ts';
import type { DialectName, NewFilter } from './dialect.ts';
import { writeTitle } from './title.ts';

/** Programs that write `{` on the line of its `if`, and four spaces before an action. */
const spaced: ReadonlySet<DialectName> = new Set([
  'avelsieve',
  'ingo',
  'proton',
  'sievelib',
  'zimbra',
]);

/** How a dialect lays out the code of a rule; Roundcube's way where it has none. */
export function styleOf(script: Script, dialect: DialectName): FormStyle {
  const lineEnd = dominantLineEnd(script.text);
  const data = dataOf(script);
  if (dialect === 'rainloop') return { lineEnd, data, indent: '    ', braceBelow: true };
  if (dialect === 'nextcloud') return { lineEnd, data, indent: '\t', braceBelow: false };
  return spaced.has(dialect)
    ? { lineEnd, data, indent: '    ', braceBelow: false }
    : { lineEnd, data, indent: '\t', braceBelow: true };
}

/** Edits of the code of a rule that stands as commands in the script, laid out as it is now. */
export function editCode(
  script: Script,
  rule: { readonly commands: readonly Command[]; readonly inComment: boolean },
  next: FilterForm,
  dialect: DialectName,
): TextEdit[] {
  const { commands, inComment } = rule;
  const form = readForm(commands, { script, text: script.text });
  if (form === null) {
    const message = 'This rule holds more than the form can show. Change it as code.';
    throw new FilterError('needs-code', message);
  }
  const edits = formEdits({ script, commands, form }, next, ownStyle(script, commands, dialect));
  const start = commands[0]?.block?.from ?? script.to;
  if (!inComment) return edits;
  const breaks = edits.some(({ from, insert }) => from < start && /[\r\n]/.test(insert));
  if (!breaks && next.branches.length === 1) return edits;
  const message =
    'The conditions of this rule stand in a comment of one line, since it is switched off. Switch it on first.';
  throw new FilterError('disabled-lines', message);
}

/** The layout that a rule has: its brace, and what stands before its actions. */
function ownStyle(script: Script, commands: readonly Command[], dialect: DialectName): FormStyle {
  const style = styleOf(script, dialect);
  const { text } = script;
  const [first] = commands;
  const block = first?.block ?? null;
  if (first === undefined || block === null) return style;
  const braceBelow = startsLine(text, block.from);
  const action = block.commands[0];
  const own = action !== undefined && startsLine(text, action.from);
  const indent = own ? lineStart(text, action.from) : style.indent;
  return { ...style, braceBelow, indent };
}

/** The code of a new rule with its name line, for the end of a script. */
export function writeNew(
  script: Script,
  { name, form, enabled = true }: NewFilter,
  dialect: DialectName,
  off: (script: Script) => TextEdit[],
): string {
  const style = styleOf(script, dialect);
  const { lineEnd } = style;
  const title = writeTitle(dialect, name);
  const code = writeForm(form, style);
  const named = `${title === '' ? '' : title + lineEnd}${code}${lineEnd}`;
  return enabled ? named : applyEdits(named, off(parse(named).script));
}
