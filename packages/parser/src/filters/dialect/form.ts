import type { Diagnostic } from '../../diagnostic.ts';
import { leadingRequires, requiredCapabilities } from '../../language/require.ts';
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
import type { Dialect, DialectName, DialectRule, NewFilter } from './dialect.ts';
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
  const required = completeRequire(script, [...capabilitiesOf(form)]);
  const changed = dialect.edit(script, rule, form);
  const edits = [...required, ...changed];
  // Nextcloud's rules stand in one list: alone they are none.
  const alone = dialect.name !== 'nextcloud';
  if (alone && changed.every(({ from, to }) => rule.from <= from && to <= rule.to)) {
    confirmAlone(script, dialect, rule, changed, form);
  } else confirm(script, edits, index, form, options);
  return [...edits, ...unneeded(script, dialect.name, old, form, edits)];
}

/** Takes what the edits made needless out of `require`, where the script's program would. */
function unneeded(
  script: Script,
  dialect: DialectName,
  old: FilterForm | null,
  form: FilterForm,
  edits: readonly TextEdit[],
): TextEdit[] {
  if (old === null || !drops.has(dialect)) return [];
  const kept = capabilitiesOf(form);
  const candidates = [...capabilitiesOf(old)].filter((name) => !kept.has(name));
  if (candidates.length === 0) return [];
  const start = leadingRequires(script).at(-1)?.to ?? 0;
  const later = edits.filter(({ from }) => from > start);
  const moved = later.map(({ from, to, insert }) => ({
    from: from - start,
    to: to - start,
    insert,
  }));
  return dropRequire(script, edits, applyEdits(script.text.slice(start), moved), candidates);
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
  if (entry.form.continues) {
    const message = 'A new rule is no branch of another. Add a branch to that one instead.';
    throw new FilterError('bad-value', message);
  }
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
  const own = old === null ? new Set<string>() : codeOf(old);
  if ([...codeOf(form)].some((code) => !own.has(code))) {
    throw new FilterError('needs-code', 'A condition or action as code is written as code alone.');
  }
  const known = new Set(errorsOf(writeRequire(requiredCapabilities(script))).map(describe));
  const head = writeRequire([...requiredCapabilities(script), ...capabilitiesOf(form)]);
  const text = `${head}${form.continues ? 'if true {}\n' : ''}${writeForm(form, style)}`;
  // What the script requires already is not this rule's fault.
  const found = errorsOf(text).find((error) => !known.has(describe(error)));
  if (found !== undefined) throw new FilterError('bad-value', found.message);
}

function describe({ code, message }: Diagnostic): string {
  return `${code} ${message}`;
}

/** What keeps a script from doing what it says. */
function errorsOf(text: string): Diagnostic[] {
  const { script, diagnostics } = parse(text);
  return [...diagnostics, ...validate(script)].filter(
    ({ severity, code }) => severity === 'error' || code === 'conflicting-capabilities',
  );
}

function writeRequire(capabilities: Iterable<string>): string {
  const names = [...new Set(capabilities)].map((name) => JSON.stringify(name));
  return names.length === 0 ? '' : `require [${names.join(', ')}];\n`;
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

/** The same as `confirm` for edits within a rule: the rest of the script need not be read. */
function confirmAlone(
  script: Script,
  dialect: Dialect,
  { from, to }: DialectRule,
  edits: readonly TextEdit[],
  form: FilterForm,
): void {
  const own = edits.map((edit) => ({ ...edit, from: edit.from - from, to: edit.to - from }));
  const text = applyEdits(script.text.slice(from, to), own);
  const head = writeRequire(requiredCapabilities(script));
  const { script: after, diagnostics } = parse(head + text);
  const broken = diagnostics.some(({ severity }) => severity === 'error');
  const rules = dialect.read(after);
  expectForm(after, dialect, broken || rules.length !== 1 ? undefined : rules[0], form);
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
  const broken = diagnostics.some(({ severity }) => severity === 'error');
  expectForm(after, dialect, broken ? undefined : dialect.read(after)[index], form);
}

function expectForm(
  script: Script,
  dialect: Dialect,
  rule: DialectRule | undefined,
  form: FilterForm,
): void {
  const read = rule === undefined ? null : formOf(script, rule);
  const style = styleOf(script, dialect.name);
  if (read !== null && writeForm(read, style) === writeForm(form, style)) return;
  const message =
    'The script would not say what the form says after this change. Change the rule as code.';
  throw new FilterError('needs-code', message);
}
