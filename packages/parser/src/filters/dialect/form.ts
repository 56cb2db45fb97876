import { requiredCapabilities } from '../../language/require.ts';
import type { Script } from '../../syntax/ast.ts';
import { parse } from '../../syntax/parse.ts';
import { applyEdits, type TextEdit } from '../../text/edit.ts';
import { validate } from '../../validate/validate.ts';
import { dropRequire } from '../drop-require.ts';
import { FilterError } from '../error.ts';
import type { FilterForm } from '../form/model.ts';
import { readForm } from '../form/read-form.ts';
import { capabilitiesOf, type FormStyle, writeForm } from '../form/write-form.ts';
import { checkFilterName } from '../name.ts';
import { completeRequire } from '../require.ts';
import { styleOf } from './commented-form.ts';
import type { DialectName, DialectRule, NewFilter } from './dialect.ts';
import { dialectOf, type FilterListOptions, ruleAt } from './open.ts';

/** What a rule does, as a form; null where the form would not show all of it. */
export function formOf(script: Script, { commands, text }: DialectRule): FilterForm | null {
  return readForm(commands, { script, text: text ?? script.text });
}

/**
 * What the rule with this index does, as a form; null where the form would not show all of it.
 * @throws FilterError `broken-markers`; RangeError where there is no such rule.
 */
export function readFilterForm(
  script: Script,
  index: number,
  options: FilterListOptions = {},
): FilterForm | null {
  return formOf(script, ruleAt(dialectOf(script, options).read(script), index));
}

/**
 * Edits that make the rule with this index do what a form says: only the conditions and actions
 * that differ, and what `require` lacks then. Of its name and whether it is on, `renameFilter` and
 * `switchFilter` take care.
 * @throws FilterError where that cannot be written, with the reason; RangeError where there is no
 *   such rule.
 */
export function writeFilterForm(
  script: Script,
  index: number,
  form: FilterForm,
  options: FilterListOptions = {},
): TextEdit[] {
  const dialect = dialectOf(script, options);
  const rule = ruleAt(dialect.read(script), index);
  const old = formOf(script, rule);
  const style = styleOf(script, dialect.name);
  if (old !== null && writeForm(old, style) === writeForm(form, style)) return [];
  checkForm(script, old, form, style);
  const changed = [
    ...completeRequire(script, [...capabilitiesOf(form)]),
    ...dialect.edit(script, rule, form),
  ];
  confirm(script, changed, index, form, options);
  if (old === null || !drops.has(dialect.name)) return changed;
  const kept = capabilitiesOf(form);
  const unused = [...capabilitiesOf(old)].filter((name) => !kept.has(name));
  return unused.length === 0
    ? changed
    : [...changed, ...dropRequire(script, changed, new Set(unused))];
}

/**
 * Edits that add a rule after all others, in the way of the script's dialect; Roundcube's where it
 * has none.
 * @throws FilterError where that cannot be written, with the reason.
 */
export function addFilter(
  script: Script,
  entry: NewFilter,
  options: FilterListOptions = {},
): TextEdit[] {
  const reason = checkFilterName(entry.name);
  if (reason !== null) throw new FilterError('bad-name', reason);
  const dialect = dialectOf(script, options);
  checkForm(script, null, entry.form, styleOf(script, dialect.name));
  const edits = [
    ...completeRequire(script, [...capabilitiesOf(entry.form)]),
    ...dialect.add(script, entry),
  ];
  confirm(script, edits, dialect.read(script).length, entry.form, options);
  return edits;
}

/** Programs that write `require` anew with each save, of what their rules need. */
const drops: ReadonlySet<DialectName> = new Set([
  'ingo',
  'kde',
  'nextcloud',
  'rainloop',
  'roundcube',
  'sievelib',
  'sogo',
]);

/** Refuses what no server would load, before anything is written. */
function checkForm(
  script: Script,
  old: FilterForm | null,
  form: FilterForm,
  style: FormStyle,
): void {
  const [first, ...others] = form.branches;
  if (first?.test?.type === 'false' && !first.test.not && others.length === 0) {
    const message = 'A rule whose condition never holds is one that is off. Switch it off instead.';
    throw new FilterError('bad-value', message);
  }
  const known = old === null ? new Set<string>() : codeOf(old);
  if ([...codeOf(form)].some((code) => !known.has(code))) {
    throw new FilterError('needs-code', 'A condition or action as code is written as code alone.');
  }
  const names = [...requiredCapabilities(script), ...capabilitiesOf(form)];
  const required = [...new Set(names)].map((name) => JSON.stringify(name)).join(', ');
  const before = form.continues ? 'if true {}\n' : '';
  const head = `require [${required}];\n${before}`;
  const text = (required === '' ? before : head) + writeForm(form, style);
  const { script: alone, diagnostics } = parse(text);
  const start = text.length - writeForm(form, style).length;
  const found = [...diagnostics, ...validate(alone)].find(
    ({ severity, from }) => severity === 'error' && from >= start,
  );
  if (found !== undefined) throw new FilterError('bad-value', found.message);
}

function codeOf({ branches }: FilterForm): Set<string> {
  const found = new Set<string>();
  const open: unknown[] = branches.flatMap(({ test, actions }) => [test, ...actions]);
  for (let node = open.pop(); open.length > 0 || node !== undefined; node = open.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    if ('code' in node && typeof node.code === 'string') found.add(node.code);
    if ('tests' in node && Array.isArray(node.tests)) open.push(...node.tests);
  }
  return found;
}

/** Reads the rule back, and refuses where it would not say the same. */
function confirm(
  script: Script,
  edits: readonly TextEdit[],
  index: number,
  form: FilterForm,
  options: FilterListOptions,
): void {
  const { script: after, diagnostics } = parse(applyEdits(script.text, edits));
  const dialect = dialectOf(after, options);
  const rule = dialect.read(after)[index];
  const read = rule === undefined ? null : formOf(after, rule);
  const style = styleOf(after, dialect.name);
  const broken = diagnostics.some(({ severity }) => severity === 'error');
  if (!broken && read !== null && writeForm(read, style) === writeForm(form, style)) return;
  const message =
    'The script would not say what the form says after this change. Change the rule as code.';
  throw new FilterError('needs-code', message);
}
