import { describe, expect, it } from 'vitest';
import {
  blankRule,
  checkRule,
  isComplete,
  type RuleForm,
  toRule,
  toRuleForm,
} from './rule-form.ts';

function form(fields: Partial<RuleForm>, condition: Partial<RuleForm['conditions'][number]> = {}) {
  const blank = blankRule(false);
  const conditions = blank.conditions.map((first) => ({ ...first, value: 'x', ...condition }));
  return { ...blank, name: 'Bills', mailbox: 'Bills', conditions, ...fields };
}

describe('checkRule', () => {
  it.each([
    ['all filled in', form({}), true],
    ['no name', form({ name: ' ' }), false],
    ['a name that would begin a line of its own', form({ name: 'a\nstop;' }), false],
    ['the name of another rule', form({ name: 'Taken' }), false],
    ['no folder', form({ mailbox: '' }), false],
    ['no header', form({}, { header: '' }), false],
    ['a header with a colon', form({}, { header: 'Subject:' }), false],
    ['a header with a space', form({}, { header: 'Sub ject' }), false],
    ['an empty “contains”, which is in every message', form({}, { value: '' }), false],
    ['an empty “is”: no subject', form({}, { value: '', match: 'is' }), true],
  ])('%s', (_, rule, complete) => {
    expect(isComplete(checkRule(rule, ['Taken']))).toBe(complete);
  });

  it.each([
    ['Work/Bills', undefined],
    ['  Work/Bills  ', undefined],
    ['.hidden', undefined],
    ['Wörk ~ Bills', undefined],
    [`${'ä'.repeat(127)}/${'a'.repeat(255)}`, undefined],
    ['', 'mailbox-missing'],
    [' \t ', 'mailbox-missing'],
    ['/Work', 'mailbox-slash'],
    ['Work/', 'mailbox-slash'],
    ['Work//Bills', 'mailbox-slash'],
    ['.', 'mailbox-dots'],
    ['Work/../Bills', 'mailbox-dots'],
    ['Work/.', 'mailbox-dots'],
    ['~', 'mailbox-tilde'],
    ['~root/Bills', 'mailbox-tilde'],
    ['Work\tBills', 'mailbox-characters'],
    ['Work\u0085Bills', 'mailbox-characters'],
    ['ä'.repeat(128), 'mailbox-long'],
  ])('folder %j: %s', (mailbox, problem) => {
    expect(checkRule(form({ mailbox }), []).mailbox).toBe(problem);
  });

  it.each([
    ['contains', '', 'value-missing'],
    ['matches', '', 'pattern-missing'],
    ['is', '', undefined],
    ['contains', '  ', 'value-blank'],
    ['matches', '\t', 'value-blank'],
    ['is', ' ', 'value-blank'],
    ['contains', ' a', undefined],
  ] as const)('%s %j: %s', (match, value, problem) => {
    const rule = form({}, { match, value });
    const [problems] = checkRule(rule, []).values.values();
    expect(problems).toBe(problem);
  });
});

describe('toRule', () => {
  it('comes back from the form as it was', () => {
    const rule = {
      join: 'allof' as const,
      conditions: [{ header: 'From', match: 'is' as const, not: true, value: ' a ' }],
      mailbox: 'Work/Bills',
      create: true,
      stop: false,
    };
    expect(toRule(toRuleForm('n', rule))).toEqual(rule);
  });

  it('drops blanks at the ends of the folder', () => {
    expect(toRule(form({ mailbox: ' Work/Bills ' })).mailbox).toBe('Work/Bills');
  });
});
