import { afterEach, describe, expect, it } from 'vitest';
import { de } from './de.ts';
import { en } from './en.ts';
import { chooseLanguage, message } from './message.ts';
import { toText } from './say.ts';

afterEach(() => chooseLanguage(['en']));

describe('chooseLanguage', () => {
  it.each([
    ['the first that there is', ['fr', 'de-AT', 'en'], 'de'],
    ['English when there is none', ['fr'], 'en'],
    ['English for a language named like a method', ['constructor'], 'en'],
    ['English when nothing is wanted', [], 'en'],
  ])('takes %s', async (_, wanted, language) => {
    await chooseLanguage(wanted);
    expect(message.value.language).toBe(language);
  });
});

describe('tables', () => {
  it('have the same keys', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
  });
});

describe('ruleSentence', () => {
  const rule = {
    join: 'anyof' as const,
    conditions: [
      { header: 'subject', match: 'contains' as const, not: false, value: 'bill' },
      { header: 'list-id', match: 'is' as const, not: true, value: 'x' },
    ],
    mailbox: 'Bills',
    create: true,
    stop: true,
  };

  it.each([
    [
      en,
      'If Subject contains “bill” or List-Id is not “x”: file into Bills (made if missing), then stop.',
    ],
    [
      de,
      'Wenn Subject enthält „bill“ oder List-Id ist nicht „x“: in den Ordner Bills (wird angelegt, wenn er fehlt), dann Schluss.',
    ],
  ])('reads as a sentence', (table, sentence) => {
    expect(toText(table.ruleSentence(rule))).toBe(sentence);
  });

  it('tells the user’s own words apart', () => {
    const own = en.ruleSentence(rule).filter((part) => part.own);
    expect(own.map((part) => part.text)).toEqual(['Subject', '“bill”', 'List-Id', '“x”', 'Bills']);
  });
});
