import type { Diagnostic } from '../diagnostic.ts';
import { wrapInIfFalse } from '../language/if-false.ts';
import type { Command, Script } from '../syntax/ast.ts';
import { parse } from '../syntax/parse.ts';
import { applyEdits, type TextEdit } from '../text/edit.ts';
import type { Range } from '../text/range.ts';
import { organizeRequire } from './organize-require.ts';

/** A change that a user can pick. */
export interface CodeAction {
  readonly title: string;
  /** As in LSP: `quickfix`, `source.fixAll`, `source.organizeImports`, `refactor.rewrite`. */
  readonly kind: 'quickfix' | 'source.fixAll' | 'source.organizeImports' | 'refactor.rewrite';
  readonly edits: readonly TextEdit[];
  /** What a quick fix mends. */
  readonly diagnostic?: Diagnostic;
  /** The first fix of its diagnostic. */
  readonly preferred?: boolean;
}

/**
 * The changes on offer for a range: the fixes of the diagnostics there, all fixes at once, a tidy
 * `require`, and `if false` around the commands of the range.
 */
export function codeActions(
  script: Script,
  range: Range,
  diagnostics: readonly Diagnostic[],
): CodeAction[] {
  const found: CodeAction[] = [];
  for (const diagnostic of diagnostics) {
    if (diagnostic.from > range.to || diagnostic.to < range.from) continue;
    (diagnostic.fixes ?? []).forEach(({ title, edits }, index) => {
      found.push({ title, kind: 'quickfix', edits, diagnostic, preferred: index === 0 });
    });
  }
  const all = fixAll(script, diagnostics);
  if (all.length > 0) found.push({ title: 'Mend all', kind: 'source.fixAll', edits: all });
  const tidy = organizeRequire(script);
  if (tidy.length > 0) {
    found.push({ title: 'Organise require', kind: 'source.organizeImports', edits: tidy });
  }
  const wrapped = switchOff(script, range);
  if (wrapped.length > 0) {
    found.push({ title: 'Switch off with if false', kind: 'refactor.rewrite', edits: wrapped });
  }
  return found;
}

/**
 * The first fix of every diagnostic that has one, without those that overlap one before; equal
 * edits are made once.
 */
export function fixAll(script: Script, diagnostics: readonly Diagnostic[]): TextEdit[] {
  const chosen: TextEdit[] = [];
  for (const { fixes } of diagnostics) {
    const edits = fixes?.[0]?.edits ?? [];
    if (edits.every((edit) => chosen.some((other) => isSame(edit, other)))) continue;
    if (edits.some((edit) => chosen.some((other) => overlaps(edit, other)))) continue;
    chosen.push(...edits);
  }
  return chosen.length === 0 ? [] : mergeInserts(script, chosen);
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.from === b.from && a.to === b.to && a.insert === b.insert;
}

/** Whether two edits cannot both be made; two insertions at one place can. */
function overlaps(a: TextEdit, b: TextEdit): boolean {
  if (a.from === a.to && b.from === b.to) return isSame(a, b);
  return a.from < b.to && b.from < a.to;
}

/** Several new `require` commands on top become one; other insertions at one place stay apart. */
function mergeInserts(script: Script, edits: readonly TextEdit[]): TextEdit[] {
  const pattern = /^require \[(.*)\];(\r?\n)$/;
  const news = edits.filter(({ from, to, insert }) => from === to && pattern.test(insert));
  if (news.length < 2 || news.some(({ from }) => from > 1)) return [...edits];
  const parts = news.map(({ insert }) => pattern.exec(insert));
  const names = [...new Set(parts.map((part) => part?.[1] ?? ''))].join(', ');
  const at = news[0]?.from ?? (script.text.startsWith('\uFEFF') ? 1 : 0);
  const merged = { from: at, to: at, insert: `require [${names}];${parts[0]?.[2] ?? '\n'}` };
  return [merged, ...edits.filter((edit) => !news.includes(edit))];
}

/**
 * Edits that put the commands of a range into `if false { … }`; none where there are none, where
 * `require` is among them, or where only a part of a chain of if is.
 */
function switchOff(script: Script, range: Range): TextEdit[] {
  const chosen = commandsIn(script.commands, range);
  if (chosen.some(({ name }) => name.lower === 'require')) return [];
  const edits = wrapInIfFalse(script, chosen);
  return edits.length > 0 && isWhole(script, edits) ? edits : [];
}

/** The commands of the innermost block that a range touches, with all branches of a chain. */
function commandsIn(list: readonly Command[], { from, to }: Range): readonly Command[] {
  const first = list.findIndex((command) => command.to >= from);
  const last = list.findLastIndex((command) => command.from <= to);
  if (first < 0 || last < first) return [];
  const only = first === last ? list[first] : undefined;
  const block = only?.block;
  if (block != null && block.from < from && to < block.to) {
    return commandsIn(block.commands, { from, to });
  }
  let start = first;
  while (start > 0 && isBranch(list[start])) start--;
  let end = last + 1;
  while (end < list.length && isBranch(list[end])) end++;
  return list.slice(start, end);
}

function isBranch(command: Command | undefined): boolean {
  return command?.name.lower === 'elsif' || command?.name.lower === 'else';
}

/** Whether the script is as right after the edits as before: a comment may have hidden a brace. */
function isWhole(script: Script, edits: readonly TextEdit[]): boolean {
  const before = parse(script.text).diagnostics.length;
  return parse(applyEdits(script.text, edits)).diagnostics.length <= before;
}
