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
});

describe('toRule', () => {
  it('comes back from the form as it was', () => {
    const rule = {
      join: 'allof' as const,
      conditions: [{ header: 'From', match: 'is' as const, not: true, value: ' a ' }],
      mailbox: 'Work/Bills ',
      create: true,
      stop: false,
    };
    expect(toRule(toRuleForm('n', rule))).toEqual(rule);
  });
});
