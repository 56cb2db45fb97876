import type { LineEnd } from '../../text/line-end.ts';
import type { FilterAction, FilterForm, FilterTest } from '../form/model.ts';
import { quoteString } from '../quote.ts';

/** A filter as the JSON of Nextcloud has it; what is of another form is not known. */
export interface NextcloudFilter {
  readonly name: string;
  readonly enable: boolean;
  readonly operator: string;
  readonly tests: readonly Record<string, unknown>[];
  readonly actions: readonly Record<string, unknown>[];
}

const fields = new Map<unknown, string>([
  ['subject', 'header :OP "Subject"'],
  ['from', 'address :OP :all "From"'],
  ['to', 'address :OP :all "To"'],
]);

/** Reads one item of the JSON; null where something in it is not known. */
export function readNextcloudFilter(json: string): NextcloudFilter | null {
  try {
    const data = JSON.parse(json) as Partial<NextcloudFilter> | null;
    if (data === null || typeof data.name !== 'string' || typeof data.enable !== 'boolean') {
      return null;
    }
    const { name, enable, operator = 'allof', tests = [], actions = [] } = data;
    return Array.isArray(tests) && Array.isArray(actions)
      ? { name, enable, operator, tests, actions }
      : null;
  } catch {
    return null;
  }
}

/** The code that Nextcloud writes for a filter, its name line included; null where it is not known. */
export function writeNextcloudCode(filter: NextcloudFilter, eol: LineEnd): string | null {
  const tests = filter.tests.map(writeTest);
  const actions = filter.actions.map(writeAction);
  const known = [...tests, ...actions].every((part) => part !== null);
  if (!known || tests.length === 0 || actions.length === 0) return null;
  if (!/^(?:allof|anyof)$/.test(filter.operator) || /[\r\n]/.test(filter.name)) return null;
  const test = tests.length === 1 ? tests[0] : `${filter.operator} (${tests.join(', ')})`;
  const lines = actions.map((action) => `\t${action}`);
  return [`# ${filter.name}`, `if ${test} {`, ...lines, '}'].join(eol);
}

/** What the code of a filter needs. */
export function nextcloudCapabilities(filter: NextcloudFilter): string[] {
  const types = filter.actions.map(({ type }) => type);
  return [
    ...(types.includes('fileinto') ? ['fileinto'] : []),
    ...(types.includes('addflag') ? ['imap4flags'] : []),
  ];
}

function writeTest({ field, operator, values }: Record<string, unknown>): string | null {
  const head = fields.get(field);
  const known = typeof operator === 'string' && /^(?:is|contains|matches)$/.test(operator);
  if (head === undefined || !known || !isStrings(values)) return null;
  return `${head.replace('OP', operator)} [${values.map(quoteString).join(', ')}]`;
}

function writeAction({ type, mailbox, flag }: Record<string, unknown>): string | null {
  if (type === 'fileinto' && typeof mailbox === 'string')
    return `fileinto ${quoteString(mailbox)};`;
  const keyword = type === 'addflag' && typeof flag === 'string' ? keywordOf(flag) : null;
  if (keyword !== null) return `addflag ${quoteString(keyword)};`;
  return type === 'keep' || type === 'stop' ? `${type};` : null;
}

/** The IMAP keyword that Nextcloud makes of a label; null where it encodes the label. */
function keywordOf(label: string): string | null {
  if (!/^[ -%'-~]*$/.test(label)) return null;
  return `$${label.replaceAll(' ', '_').slice(0, 63).toLowerCase()}`;
}

/** A label that Nextcloud makes a keyword of; null where there is none. */
function labelOf(keyword: string): string | null {
  const label = keyword.slice(1);
  return keywordOf(label) === keyword ? label : null;
}

type NextcloudData = Pick<NextcloudFilter, 'operator' | 'tests' | 'actions'>;

/** The JSON that stands for a form; null where there is none. */
export function dataOfForm(form: FilterForm): NextcloudData | null {
  const [branch, ...others] = form.branches;
  if (branch?.test == null || others.length > 0 || form.continues) return null;
  const { test } = branch;
  const grouped = (test.type === 'anyof' || test.type === 'allof') && !test.not;
  const tests = (grouped ? test.tests : [test]).map(testData);
  const actions = branch.actions.map(actionData);
  if (actions.length === 0 || !tests.every((each) => each !== null)) return null;
  // A group of one is written as that one.
  if (grouped && tests.length === 1) return null;
  if (!actions.every((each) => each !== null)) return null;
  return { operator: grouped ? test.type : 'allof', tests, actions };
}

function testData(test: FilterTest): Record<string, unknown> | null {
  if (test.type !== 'header' && test.type !== 'address') return null;
  const { match: operator, keys: values, headers, not, index, comparator } = test;
  const [header, ...others] = headers;
  if (not || others.length > 0 || index !== undefined || comparator !== undefined) return null;
  if (operator !== 'is' && operator !== 'contains' && operator !== 'matches') return null;
  if (test.type === 'header') {
    return header === 'Subject' ? { operator, values, field: 'subject' } : null;
  }
  const field = header === 'From' ? 'from' : header === 'To' ? 'to' : null;
  return field === null || test.part !== 'all' ? null : { operator, values, field };
}

function actionData(action: FilterAction): Record<string, unknown> | null {
  const { type } = action;
  if (type === 'stop') return { type };
  if (type === 'keep') return action.flags === undefined ? { type } : null;
  if (type === 'fileinto') {
    const { mailbox, copy, create, flags, specialUse } = action;
    return copy || create || flags || specialUse ? null : { type, mailbox };
  }
  const [keyword, ...others] = type === 'addflag' ? action.flags : [];
  const flag = keyword === undefined || others.length > 0 ? null : labelOf(keyword);
  return flag === null ? null : { type, flag };
}

function isStrings(values: unknown): values is string[] {
  return Array.isArray(values) && values.every((value) => typeof value === 'string');
}
