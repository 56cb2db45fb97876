import type { Script } from '../../syntax/ast.ts';
import { parse } from '../../syntax/parse.ts';
import { applyEdits, type TextEdit } from '../../text/edit.ts';
import type { Range } from '../../text/range.ts';
import { FilterError } from '../error.ts';
import { checkFilterName } from '../name.ts';
import { locateVacation } from '../read-vacation.ts';
import { describeRule } from '../sentence/sentence.ts';
import type { Dialect, DialectName } from './dialect.ts';
import { formOf } from './form.ts';
import { isBranch } from './move.ts';
import { dialectOf, type FilterListOptions, ruleAt } from './open.ts';

/** A rule of a script in the order of the script, for lists. Offsets are UTF-16 units from 0. */
export interface ListedFilter {
  /** Empty where it has none. */
  readonly name: string;
  /** Of sievelib's rules, from `# Description:`; empty where there is none. */
  readonly description: string;
  readonly enabled: boolean;
  /** `code` where a form would not show all of it. */
  readonly kind: 'form' | 'code';
  readonly from: number;
  readonly to: number;
  /** What it does, when it is switched on. */
  readonly sentence: string;
  /** Whether it is the automatic reply that `readVacation` gives. */
  readonly reply: boolean;
  /**
   * Whether its code was changed by hand, so that it differs from the data that its program keeps
   * beside it and believes: the code is what runs until that program saves.
   */
  readonly byHand: boolean;
}

/** The rules of a script, in the dialect of the program that wrote them. */
export interface FilterList {
  readonly dialect: DialectName;
  readonly filters: readonly ListedFilter[];
}

/**
 * All rules of a script that has no error of syntax.
 * @throws FilterError `broken-markers` where a marker of its program lacks its partner.
 */
export function listFilters(script: Script, options: FilterListOptions = {}): FilterList {
  const dialect = dialectOf(script, options);
  const vacation = locateVacation(script);
  const reply = vacation === null || 'unsupported' in vacation ? null : vacation.piece;
  const filters = dialect.read(script).map((rule) => {
    const { name, enabled, from, to, commands } = rule;
    const isReply = reply !== null && from <= reply.commands[0].from && reply.to <= to;
    const byHand = dialect.isByHand?.(script, rule) ?? false;
    const { text } = describeRule(commands, options.words);
    const kind = formOf(script, rule) === null ? ('code' as const) : ('form' as const);
    const description = dialect.name === 'sievelib' ? describe(script, rule) : '';
    return { name, description, enabled, kind, from, to, sentence: text, reply: isReply, byHand };
  });
  return { dialect: dialect.name, filters };
}

const descriptionLine = /^# Description: (.*?)\r?$/m;

/** The description among the comments at the start of a rule. */
function describe({ text }: Script, { from, to }: Range): string {
  const head = /^(?:[ \t]*#[^\n]*(?:\n|$))*/.exec(text.slice(from, to))?.[0] ?? '';
  return descriptionLine.exec(head)?.[1] ?? '';
}

/**
 * Edits that switch the rule with this index on or off; none where it is so already.
 * @throws FilterError where its dialect cannot write that; RangeError where there is no such rule.
 */
export function switchFilter(
  script: Script,
  index: number,
  enabled: boolean,
  options: FilterListOptions = {},
): TextEdit[] {
  const dialect = dialectOf(script, options);
  const rule = ruleAt(dialect.read(script), index);
  return rule.enabled === enabled ? [] : checked(script, dialect.switch(script, rule, enabled));
}

/**
 * Edits that give the rule with this index another name, in the way of its dialect; none where it
 * is called so already.
 * @throws FilterError `bad-name` where its dialect cannot write that name, with the reason;
 *   RangeError where there is no such rule.
 */
export function renameFilter(
  script: Script,
  index: number,
  name: string,
  options: FilterListOptions = {},
): TextEdit[] {
  const dialect = dialectOf(script, options);
  const rules = dialect.read(script);
  const rule = ruleAt(rules, index);
  if (rule.name === name) return [];
  const reason = name.trim() === '' ? 'A rule needs a name. Write one.' : checkFilterName(name);
  if (reason !== null) throw new FilterError('bad-name', reason);
  const edits = checked(script, dialect.rename(script, rule, name));
  const { script: after } = parse(applyEdits(script.text, edits));
  const wanted = rules.map((each, at) => (at === index ? name : each.name));
  const next = dialectOf(after, options);
  // A script without a dialect takes Roundcube's way to name a rule.
  const unmarked = dialect.name === 'plain' || dialect.name === 'sogo';
  const allowed = unmarked ? [dialect.name, 'roundcube', 'kde'] : [dialect.name];
  if (allowed.includes(next.name) && sameNames(next, after, wanted)) return edits;
  const shown = JSON.stringify(name.slice(0, 40));
  const message = `The form “${dialect.name}” of this script would not give the name ${shown} back as it is. Choose one without white space or quotes at its ends, and without marks of that form.`;
  throw new FilterError('bad-name', message);
}

function sameNames(dialect: Dialect, script: Script, names: readonly string[]): boolean {
  const found = dialect.read(script).map(({ name }) => name);
  return found.length === names.length && found.every((name, at) => name === names[at]);
}

/**
 * Ends that the code of a rule differs from the data that its program keeps beside it (`byHand`):
 * `restore` writes the code that the data stands for, `detach` takes the data away, so that the
 * code is a rule of the user's own.
 * @throws FilterError where there is no such data; RangeError where there is no such rule.
 */
export function settleFilter(
  script: Script,
  index: number,
  how: 'restore' | 'detach',
  options: FilterListOptions = {},
): TextEdit[] {
  const dialect = dialectOf(script, options);
  const rule = ruleAt(dialect.read(script), index);
  if (dialect.settle !== undefined) return checked(script, dialect.settle(script, rule, how));
  const message = `A script of the form “${dialect.name}” keeps no data beside its rules.`;
  throw new FilterError('needs-code', message);
}

/**
 * Edits that take the rule with this index out of the script, its name and data included.
 * @throws FilterError where its dialect cannot write that; RangeError where there is no such rule.
 */
export function removeFilterAt(
  script: Script,
  index: number,
  options: FilterListOptions = {},
): TextEdit[] {
  const dialect = dialectOf(script, options);
  const rules = dialect.read(script);
  const rule = ruleAt(rules, index);
  if (isBranch(rules[index + 1])) {
    const message =
      'The rule after this one is a branch of it. Remove that one first, or change both as code.';
    throw new FilterError('needs-code', message);
  }
  return checked(script, dialect.remove(script, rule));
}

/**
 * Edits that move the rule with this index to another place in the order, from 0. No other rule
 * changes by a byte.
 * @throws FilterError where its dialect cannot write that; RangeError where there is no such rule.
 */
export function moveFilter(
  script: Script,
  index: number,
  to: number,
  options: FilterListOptions = {},
): TextEdit[] {
  const dialect = dialectOf(script, options);
  const rules = dialect.read(script);
  const rule = ruleAt(rules, index);
  ruleAt(rules, to);
  return index === to ? [] : checked(script, dialect.move(script, rules, rule, to));
}

/** Refuses edits after which the script would not load: rather nothing than something broken. */
function checked(script: Script, edits: TextEdit[]): TextEdit[] {
  const { diagnostics } = parse(applyEdits(script.text, edits));
  if (!diagnostics.some(({ severity }) => severity === 'error')) return edits;
  const message = 'The script would not load any more after this. Change the rule as code.';
  throw new FilterError('needs-code', message);
}
