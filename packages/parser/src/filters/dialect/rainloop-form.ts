import type { FilterAction, FilterForm, FilterTest } from '../form/model.ts';

/** The JSON of a filter, as far as it says what the filter does. */
export type RainLoopData = Readonly<Record<string, unknown>>;

/** What a filter's JSON stands for in code, of any release of that software; empty: not known. */
export function formsOfData(data: RainLoopData): FilterForm[] {
  const test = testOf(data);
  if (test === null) return [];
  return actionsOf(data).map((actions) => ({ continues: false, branches: [{ test, actions }] }));
}

/** The JSON that stands for a form, with all else in `data` kept; null where there is none. */
export function dataOfForm(form: FilterForm, data: RainLoopData): RainLoopData | null {
  const [branch, ...others] = form.branches;
  if (branch?.test == null || others.length > 0 || form.continues) return null;
  const { test } = branch;
  const grouped = (test.type === 'anyof' || test.type === 'allof') && !test.not;
  const conditions = (grouped ? test.tests : [test]).map(conditionOf);
  const action = actionOf(branch.actions);
  if (action === null || !conditions.every((condition) => condition !== null)) return null;
  return {
    ...data,
    Conditions: conditions,
    ConditionsType: test.type === 'allof' ? 'All' : 'Any',
    ...action,
  };
}

const comparisons = [
  ['Contains', 'contains', false],
  ['NotContains', 'contains', true],
  ['EqualTo', 'is', false],
  ['NotEqualTo', 'is', true],
  ['Regex', 'regex', false],
] as const;

const fields: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['From', ['From']],
  ['Recipient', ['To', 'CC']],
  ['Subject', ['Subject']],
]);

function testOf({ Conditions: list, ConditionsType: join }: RainLoopData): FilterTest | null {
  if (!Array.isArray(list) || list.length === 0) return null;
  const tests: FilterTest[] = [];
  for (const each of list as readonly (RainLoopData | null)[]) {
    const test = each === null ? null : readCondition(each);
    if (test === null) return null;
    tests.push(test);
  }
  const [only, ...others] = tests;
  if (only !== undefined && others.length === 0) return only;
  if (join !== 'Any' && join !== 'All') return null;
  return { type: join === 'Any' ? 'anyof' : 'allof', not: false, tests };
}

function readCondition(condition: RainLoopData): FilterTest | null {
  const { Field, Type, Value, ValueSecond } = condition;
  if (typeof Value !== 'string' || Value.trim() === '') return null;
  if (Field === 'Size' && (Type === 'Over' || Type === 'Under')) {
    const [, digits, unit = ''] = /^(\d+)([KMG]?)$/i.exec(Value.trim()) ?? [];
    if (digits === undefined) return null;
    const bytes = Number(digits) * 1024 ** ' KMG'.indexOf(unit.toUpperCase() || ' ');
    return { type: 'size', not: false, relation: Type === 'Over' ? 'over' : 'under', bytes };
  }
  const how = comparisons.find(([name]) => name === Type);
  if (how === undefined) return null;
  const [, match, not] = how;
  const named = typeof ValueSecond === 'string' && ValueSecond !== '' ? [ValueSecond] : undefined;
  const headers = Field === 'Header' ? named : fields.get(Field);
  if (headers === undefined) return null;
  const keys = Value.split(',').map((key) => key.trim());
  return { type: 'header', not, match, headers, keys };
}

/** Each way in which releases write the action. */
function actionsOf(data: RainLoopData): FilterAction[][] {
  const { ActionType: type, ActionValue: value, Keep, Stop, MarkAsRead } = data;
  const stop: FilterAction[] = Stop === true ? [{ type: 'stop' }] : [];
  const mark: FilterAction[] = MarkAsRead === true ? [{ type: 'addflag', flags: ['\\Seen'] }] : [];
  const text = typeof value === 'string' ? value : '';
  switch (type) {
    case 'None':
      return [
        [...mark, ...stop],
        [...mark, { type: 'keep' }, ...stop],
      ];
    case 'Discard':
      return [
        [{ type: 'discard' }, ...stop],
        [...mark, { type: 'discard' }, ...stop],
      ];
    case 'MoveTo':
      return [[...mark, { type: 'fileinto', mailbox: text }, ...stop]];
    case 'Reject':
      return [[{ type: 'reject', reason: text }, ...stop]];
    case 'Forward': {
      const redirect: FilterAction = { type: 'redirect', address: text };
      if (Keep !== true) return [[...mark, redirect, ...stop]];
      return [
        [...mark, { type: 'fileinto', mailbox: 'INBOX' }, redirect, ...stop],
        [...mark, { type: 'keep' }, redirect, ...stop],
        [...mark, { type: 'redirect', copy: true, address: text }, ...stop],
      ];
    }
    default:
      return [];
  }
}

function conditionOf(test: FilterTest): RainLoopData | null {
  if (test.type === 'size' && !test.not) {
    const Type = test.relation === 'over' ? 'Over' : 'Under';
    return { Field: 'Size', Type, Value: writeSize(test.bytes), ValueSecond: '' };
  }
  if (test.type !== 'header' || test.index !== undefined || test.comparator !== undefined) {
    return null;
  }
  const how = comparisons.find(([, match, not]) => match === test.match && not === test.not);
  // A comma parts values, and white space around them is lost.
  const plain = test.keys.every((key) => key !== '' && key.trim() === key && !key.includes(','));
  if (how === undefined || !plain) return null;
  const base = { Type: how[0], Value: test.keys.join(',') };
  const shown = JSON.stringify(test.headers);
  const known = [...fields].find(([, headers]) => JSON.stringify(headers) === shown);
  if (known !== undefined) return { Field: known[0], ...base, ValueSecond: '' };
  const [only, ...others] = test.headers;
  return others.length > 0 ? null : { Field: 'Header', ...base, ValueSecond: only ?? '' };
}

function writeSize(bytes: number): string {
  return bytes > 0 && bytes % 1024 === 0 ? `${bytes / 1024}K` : String(bytes);
}

function actionOf(actions: readonly FilterAction[]): RainLoopData | null {
  const wanted = JSON.stringify(actions);
  const value = actions.map(textOf).findLast((text) => text !== '') ?? '';
  const stops = actions.some(({ type }) => type === 'stop');
  const marks = actions.some(({ type }) => type === 'addflag');
  for (const ActionType of ['None', 'Discard', 'MoveTo', 'Forward', 'Reject']) {
    for (const Keep of [true, false]) {
      const data = { ActionType, ActionValue: value, Keep, Stop: stops, MarkAsRead: marks };
      if (actionsOf(data).some((list) => JSON.stringify(list) === wanted)) return data;
    }
  }
  return null;
}

function textOf(action: FilterAction): string {
  if (action.type === 'fileinto') return action.mailbox;
  if (action.type === 'redirect') return action.address;
  return action.type === 'reject' ? action.reason : '';
}
