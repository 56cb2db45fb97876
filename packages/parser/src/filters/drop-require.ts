import { leadingRequires, requiredStrings } from '../language/require.ts';
import { lint, lintRules } from '../lint/lint.ts';
import type { RuleSettings } from '../lint/rule-name.ts';
import type { Command, Script, StringLiteral } from '../syntax/ast.ts';
import { parse } from '../syntax/parse.ts';
import { applyEdits, type TextEdit } from '../text/edit.ts';
import { removal } from './write.ts';

const unusedAlone: RuleSettings = Object.fromEntries(
  lintRules.map(({ name }) => [name, name === 'unused-require' ? 'note' : 'off']),
);

/**
 * Edits that take capabilities out of `require` of which `edits` took the last use; comments that
 * name what they bring count as use.
 */
export function dropRequire(
  script: Script,
  edits: readonly TextEdit[],
  candidates: ReadonlySet<string>,
): TextEdit[] {
  const { script: after } = parse(applyEdits(script.text, edits));
  const unused = lint(after, { rules: unusedAlone })
    .filter(({ code }) => code === 'unused-require')
    .map(({ from }) => literalAt(after, from)?.value ?? '')
    .filter((name) => candidates.has(name));
  if (unused.length === 0) return [];
  const gone = new Set(unused);
  return leadingRequires(script).flatMap((command) => {
    const touched = edits.some(({ from, to }) => command.from <= from && to <= command.to);
    return dropFrom(script, command, gone, touched);
  });
}

function literalAt(script: Script, offset: number): StringLiteral | undefined {
  return leadingRequires(script)
    .flatMap(requiredStrings)
    .find(({ from }) => from === offset);
}

function dropFrom(
  script: Script,
  command: Command,
  gone: ReadonlySet<string>,
  touched: boolean,
): TextEdit[] {
  const strings = requiredStrings(command);
  const dropped = strings.filter(({ value }) => gone.has(value));
  if (dropped.length === 0) return [];
  if (dropped.length === strings.length) {
    return touched ? [] : [removal(script, command.from, command.to)];
  }
  const firstKept = strings.findIndex(({ value }) => !gone.has(value));
  return dropped.flatMap((literal) => {
    const at = strings.indexOf(literal);
    const [before, after] = [strings[at - 1], strings[at + 1]];
    if (at > firstKept && before !== undefined) {
      return [{ from: before.to, to: literal.to, insert: '' }];
    }
    return after === undefined ? [] : [{ from: literal.from, to: after.from, insert: '' }];
  });
}
