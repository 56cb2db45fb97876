import type { LineEnd } from '../../text/line-end.ts';
import { FilterError } from '../error.ts';
import { quoteString } from '../quote.ts';
import type { DataReader } from './data.ts';
import { actionEntries, type Entry, type Field, testEntries, type ValueKind } from './field.ts';
import type { FilterAction, FilterForm, FilterTest } from './model.ts';

/** How code is laid out. */
export interface FormStyle {
  readonly lineEnd: LineEnd;
  /** Of the actions in a block. */
  readonly indent: string;
  /** Whether `{` stands on a line of its own. */
  readonly braceBelow: boolean;
  readonly data: DataReader;
}

type Properties = Readonly<Record<string, unknown>>;

/** The code of a rule, from `if`, without a line end after it. */
export function writeForm(form: FilterForm, style: FormStyle): string {
  const { lineEnd } = style;
  const [first] = form.branches;
  if (first === undefined) throw new FilterError('bad-value', 'A rule does something. Add to it.');
  if (first.test === null && !form.continues && form.branches.length === 1) {
    return first.actions.map((action) => writeAction(action, style)).join(lineEnd);
  }
  return form.branches
    .map(({ test, actions }, at) => {
      const head = writeBranchHead(test, at > 0 || form.continues, style);
      return head + writeBlock(actions, style);
    })
    .join(lineEnd);
}

/** `if test`, `elsif test` or `else`. */
export function writeBranchHead(
  test: FilterTest | null,
  continues: boolean,
  style: FormStyle,
): string {
  if (test !== null) return `${continues ? 'elsif' : 'if'} ${writeTest(test, style)}`;
  return continues ? 'else' : 'if true';
}

/** A block with what stands before its brace. */
export function writeBlock(actions: readonly FilterAction[], style: FormStyle): string {
  const { lineEnd, indent, braceBelow } = style;
  const lines = actions.map((action) => `${indent}${writeAction(action, style)}${lineEnd}`);
  return `${braceBelow ? lineEnd : ' '}{${lineEnd}${lines.join('')}}`;
}

/** The code of a condition. */
export function writeTest(test: FilterTest, style: FormStyle): string {
  const not = test.not ? 'not ' : '';
  if (test.type === 'code') return not + test.code;
  if (test.type !== 'anyof' && test.type !== 'allof') {
    return (
      not + [test.type, ...writeFields(test, entryOf(testEntries, test.type), style)].join(' ')
    );
  }
  if (test.tests.length === 0) {
    const message = 'A group without a condition means nothing. Add a condition to it.';
    throw new FilterError('no-condition', message);
  }
  return `${not}${test.type} (${test.tests.map((inner) => writeTest(inner, style)).join(', ')})`;
}

/** The code of an action, its semicolon included. */
export function writeAction(action: FilterAction, style: FormStyle): string {
  if (action.type === 'code') return action.code;
  const fields = writeFields(action, entryOf(actionEntries, action.type), style);
  return `${[action.type, ...fields].join(' ')};`;
}

/** The capabilities that a form needs; those of its code are there already. */
export function capabilitiesOf({ branches }: FilterForm): Set<string> {
  const found = new Set<string>();
  const addTest = (test: FilterTest): void => {
    if (test.type === 'anyof' || test.type === 'allof') test.tests.forEach(addTest);
    else if (test.type !== 'code') addNeeds(test, entryOf(testEntries, test.type), found);
  };
  for (const { test, actions } of branches) {
    if (test !== null) addTest(test);
    for (const action of actions) {
      if (action.type !== 'code') addNeeds(action, entryOf(actionEntries, action.type), found);
    }
  }
  found.delete('');
  return found;
}

/** Built into every server (RFC 5228 section 2.7.3). */
const comparators: ReadonlySet<string> = new Set(['i;ascii-casemap', 'i;octet']);
const matchNeeds: ReadonlyMap<unknown, string> = new Map([
  ['regex', 'regex'],
  ['list', 'extlists'],
  ['value', 'relational'],
  ['count', 'relational'],
]);

function addNeeds(node: object, { needs, fields }: Entry, found: Set<string>): void {
  const properties = node as Properties;
  found.add(needs);
  for (const field of fields) {
    if (field.kind === 'comparison') {
      const { match, comparator } = properties;
      found.add(matchNeeds.get(match) ?? '');
      if (typeof comparator === 'string' && !comparators.has(comparator)) {
        found.add(`comparator-${comparator}`);
      }
    } else if (field.kind === 'choice') {
      const value = properties[field.name];
      if (value === 'user' || value === 'detail') found.add('subaddress');
    } else if (field.kind !== 'positional' && isGiven(properties[field.name])) {
      found.add(field.needs ?? '');
    }
  }
}

function entryOf(entries: ReadonlyMap<string, Entry>, type: string): Entry {
  const entry = entries.get(type);
  if (entry !== undefined) return entry;
  throw new FilterError('bad-value', `The form knows no ${JSON.stringify(type)}.`);
}

function writeFields(node: object, { fields }: Entry, style: FormStyle): string[] {
  const properties = node as Properties;
  return fields.flatMap((field) => writeField(field, properties, style));
}

function writeField(field: Field, properties: Properties, style: FormStyle): string[] {
  if (field.kind === 'comparison')
    return writeComparison(properties, field.optional === true, style);
  const value = properties[field.name];
  switch (field.kind) {
    case 'choice': {
      if (value === undefined || value === field.otherwise) return [];
      if (typeof value !== 'string' || !field.tags.includes(value)) throw wrong(field.name, value);
      if (value !== 'content') return [`:${value}`];
      return [`:${value}`, writeValue(properties.contentTypes, 'strings', 'contentTypes', style)];
    }
    case 'mark':
      return isGiven(value) ? [`:${field.tag}`] : [];
    case 'tag':
      if (!isGiven(value)) return [];
      return [`:${field.tag}`, writeValue(value, field.value, field.name, style)];
    case 'positional':
      if (field.optional === true && !isGiven(value)) return [];
      return [writeValue(value, field.value, field.name, style)];
  }
}

/** Whether an optional property says something. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== false;
}

function writeComparison(properties: Properties, optional: boolean, style: FormStyle): string[] {
  const { match, relation, comparator } = properties;
  const parts: string[] = [];
  if (comparator !== undefined) {
    parts.push(':comparator', writeValue(comparator, 'string', 'comparator', style));
  }
  if (match === undefined && optional) return parts;
  if (
    typeof match !== 'string' ||
    !/^(?:is|contains|matches|regex|list|value|count)$/.test(match)
  ) {
    throw wrong('match', match);
  }
  parts.push(`:${match}`);
  if (match !== 'value' && match !== 'count') return parts;
  if (typeof relation !== 'string' || !/^(?:[gl][et]|eq|ne)$/.test(relation)) {
    throw wrong('relation', relation);
  }
  return [...parts, `"${relation}"`];
}

function writeValue(value: unknown, kind: ValueKind, name: string, style: FormStyle): string {
  if (kind === 'number') {
    if (Number.isSafeInteger(value) && Number(value) >= 0) return writeNumber(Number(value));
    throw wrong(name, value);
  }
  if (kind === 'string') {
    if (typeof value === 'string') return writeText(value, style);
    throw wrong(name, value);
  }
  if (!Array.isArray(value) || value.length === 0) throw wrong(name, value);
  const written = value.map((item: unknown) => {
    if (typeof item === 'string') return writeText(item, style);
    throw wrong(name, item);
  });
  return written.length === 1 ? (written[0] ?? '') : `[${written.join(', ')}]`;
}

/** Line breaks stand in the string as those of the script. */
function writeText(value: string, { data, lineEnd }: FormStyle): string {
  const quoted = quoteString(data.write(value));
  return lineEnd === '\n' ? quoted : quoted.replace(/\r?\n/g, lineEnd);
}

/** K, M and G are powers of 1024 (RFC 5228 section 2.4.1). */
function writeNumber(value: number): string {
  let [size, unit] = [value, 0];
  while (unit < 3 && size >= 1024 && size % 1024 === 0) {
    size /= 1024;
    unit++;
  }
  return `${size}${['', 'K', 'M', 'G'][unit]}`;
}

function wrong(name: string, value: unknown): FilterError {
  const shown = value === undefined ? 'missing' : JSON.stringify(value).slice(0, 40);
  return new FilterError(
    'bad-value',
    `The value of “${name}” (${shown}) cannot be written. Enter one.`,
  );
}
