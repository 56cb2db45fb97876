import type { LineEnd } from '../../text/line-end.ts';
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
  const lines = actions.map((action) => `    ${action}`);
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
  if (type === 'addflag' && typeof flag === 'string') return `addflag ${quoteString(flag)};`;
  return type === 'keep' || type === 'stop' ? `${type};` : null;
}

function isStrings(values: unknown): values is string[] {
  return Array.isArray(values) && values.every((value) => typeof value === 'string');
}
