import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from '../../syntax/parse.ts';
import { applyEdits, type TextEdit } from '../../text/edit.ts';
import type { FilterForm } from '../form/model.ts';
import { addFilter, readFilterForm, writeFilterForm } from './form.ts';
import { listFilters, moveFilter, settleFilter } from './list.ts';

const folder = new URL('../../../../../test/corpus/dialects/', import.meta.url);
const rainloop = readFileSync(new URL('rainloop.user.sieve', folder), 'utf8');
const nextcloud = readFileSync(new URL('nextcloud.sieve', folder), 'utf8');

type Change = (script: ReturnType<typeof parse>['script']) => TextEdit[];
const change = (text: string, edit: Change): string => applyEdits(text, edit(parse(text).script));
const list = (text: string) => listFilters(parse(text).script).filters;
const byHand = (text: string) => list(text).map((filter) => filter.byHand);
/** The JSON that RainLoop keeps beside a filter. */
const dataOf = (text: string, at: number): Record<string, unknown> => {
  const base64 = [...text.matchAll(/BEGIN:HEADER\s+([\s\S]*?)\s+END:HEADER/g)][at]?.[1] ?? '';
  return JSON.parse(Buffer.from(base64, 'base64').toString()) as Record<string, unknown>;
};
const listOf = (text: string): { name: string; enable: boolean; priority: number }[] =>
  JSON.parse(/^# FILTER: (.*)$/m.exec(text)?.[1] ?? '') as never;

const form: FilterForm = {
  continues: false,
  branches: [
    {
      test: {
        type: 'header',
        not: true,
        match: 'contains',
        headers: ['Subject'],
        keys: ['ü', 'b'],
      },
      actions: [{ type: 'redirect', copy: true, address: 'a@example.org' }, { type: 'stop' }],
    },
  ],
};
const simple: FilterForm = {
  continues: false,
  branches: [
    {
      test: { type: 'header', not: false, match: 'is', headers: ['Subject'], keys: ['x"'] },
      actions: [{ type: 'fileinto', mailbox: 'B/ü' }, { type: 'stop' }],
    },
  ],
};
const mark: FilterForm = {
  continues: false,
  branches: [
    { test: { type: 'exists', not: false, headers: ['a'] }, actions: [{ type: 'discard' }] },
  ],
};

describe('a filter with data in Base64', () => {
  it('is as its data says, in both programs’ eyes', () => {
    expect(byHand(rainloop)).toEqual([false, false]);
    expect(byHand(rainloop.replace('"Lists"', '"Other"'))).toEqual([true, false]);
  });

  it.each([0, 1])('%i: an edit changes data and code', (at) => {
    const text = change(rainloop, (script) => writeFilterForm(script, at, form));
    expect(byHand(text)).toEqual([false, false]);
    expect(readFilterForm(parse(text).script, at)).toEqual(form);
    expect(dataOf(text, at)).toMatchObject({
      Name: at === 0 ? 'Müller' : 'Second',
      Enabled: at === 0,
      Conditions: [{ Field: 'Subject', Type: 'NotContains', Value: 'ü,b' }],
      ActionType: 'Forward',
      ActionValue: 'a@example.org',
      Keep: true,
      Stop: true,
    });
    expect(list(text)[1 - at]?.sentence).toBe(list(rainloop)[1 - at]?.sentence);
  });

  it('is added with its data', () => {
    for (const enabled of [true, false]) {
      const text = change(rainloop, (script) => addFilter(script, { name: 'New', form, enabled }));
      expect(list(text)[2]).toMatchObject({ name: 'New', enabled, byHand: false });
      expect(dataOf(text, 2)).toMatchObject({ ID: 'rule3', Enabled: enabled });
      expect(text.startsWith('require ["fileinto", "copy"];')).toBe(true);
    }
  });

  it('is refused where the data has no words for it', () => {
    const edit: Change = (script) => writeFilterForm(script, 0, mark);
    expect(() => change(rainloop, edit)).toThrow(/no words for that/);
  });

  it('that was edited by hand is restored or detached first', () => {
    const text = rainloop.replace('"Lists"', '"Other"');
    expect(() => change(text, (script) => writeFilterForm(script, 0, form))).toThrow(/by hand/);
    const restored = change(text, (script) => settleFilter(script, 0, 'restore'));
    expect(restored).toBe(rainloop.replace('["From"]', '"From"'));
    expect(byHand(restored)).toEqual([false, false]);
    const own = change(text, (script) => settleFilter(script, 0, 'detach'));
    expect(own).toContain('# rule:[Müller]\r\nif header :contains ["From"]');
    expect(list(own).map(({ name, enabled }) => [name, enabled])).toEqual([
      ['Müller', true],
      ['Second', false],
    ]);
    expect(list(own)[0]?.sentence).toMatch(/Other/);
  });

  it('stands beside code of the user’s own', () => {
    const text = `${rainloop}keep;\n`;
    expect(list(text).map(({ name }) => name)).toEqual(['Müller', 'Second', '']);
    const edited = change(text, (script) => writeFilterForm(script, 2, mark));
    expect(edited.startsWith(rainloop)).toBe(true);
  });
});

describe('a rule in a list of JSON', () => {
  it('is as the list says, in both programs’ eyes', () => {
    expect(byHand(nextcloud)).toEqual([false, false, false]);
    expect(byHand(nextcloud.replace('"Alice";', '"Other";'))).toEqual([false, true, false]);
  });

  it.each([1, 2])('%i: an edit changes list and code', (at) => {
    const text = change(nextcloud, (script) => writeFilterForm(script, at, simple));
    expect(byHand(text)).toEqual([false, false, false]);
    expect(readFilterForm(parse(text).script, at)).toEqual(simple);
    expect(listOf(text)[at - 1]).toMatchObject({
      tests: [{ field: 'subject', operator: 'is', values: ['x"'] }],
      actions: [{ type: 'fileinto', mailbox: 'B/ü' }, { type: 'stop' }],
      priority: at * 10,
    });
    expect(list(text)[3 - at]?.sentence).toBe(list(nextcloud)[3 - at]?.sentence);
  });

  it('is added last, with a priority', () => {
    for (const enabled of [true, false]) {
      const text = change(nextcloud, (script) =>
        addFilter(script, { name: 'New', form: simple, enabled }),
      );
      expect(list(text)[3]).toMatchObject({ name: 'New', enabled, byHand: false });
      expect(listOf(text)[2]).toMatchObject({ name: 'New', enable: enabled, priority: 30 });
    }
  });

  it('moves by priority, and its code with it', () => {
    const three = change(nextcloud, (script) => addFilter(script, { name: 'New', form: simple }));
    const moved = change(three, (script) => moveFilter(script, 3, 1));
    expect(list(moved).map(({ name }) => name)).toEqual([
      'my own',
      'New',
      'From Alice',
      'News, off',
    ]);
    expect(listOf(moved).map(({ name, priority }) => [name, priority])).toEqual([
      ['New', 10],
      ['From Alice', 20],
      ['News, off', 30],
    ]);
    expect(moved.indexOf('# New')).toBeLessThan(moved.indexOf('# From Alice'));
    expect(byHand(moved)).toEqual([false, false, false, false]);
    expect(() => change(three, (script) => moveFilter(script, 3, 0))).toThrow(/among themselves/);
  });

  it('that was edited by hand is restored or detached first', () => {
    const text = nextcloud.replace('"Alice";', '"Other";');
    expect(() => change(text, (script) => writeFilterForm(script, 1, simple))).toThrow(/by hand/);
    expect(change(text, (script) => settleFilter(script, 1, 'restore'))).toBe(nextcloud);
    const own = change(text, (script) => settleFilter(script, 1, 'detach'));
    expect(list(own).map(({ name }) => name)).toEqual(['my own', 'News, off', 'From Alice']);
    expect(list(own)[2]).toMatchObject({ byHand: false, enabled: true });
  });

  it('is refused where the list has no words for it', () => {
    const edit: Change = (script) => writeFilterForm(script, 1, mark);
    expect(() => change(nextcloud, edit)).toThrow(/no words for that/);
  });
});

it('a script without data has nothing to settle', () => {
  expect(() => change('keep;\n', (script) => settleFilter(script, 0, 'restore'))).toThrow(
    /keeps no data/,
  );
});
