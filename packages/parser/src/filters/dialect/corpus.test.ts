import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from '../../syntax/parse.ts';
import { applyEdits, type TextEdit } from '../../text/edit.ts';
import { isFilterError } from '../error.ts';
import { readFilterForm, writeFilterForm } from './form.ts';
import { listFilters, moveFilter, removeFilterAt, switchFilter } from './list.ts';

const folder = new URL('../../../../../test/corpus/dialects/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.sieve'));

function read(name: string, text = readFileSync(new URL(name, folder), 'utf8')) {
  const { script } = parse(text);
  // The first word is what a server would call the script.
  const options = { scriptName: name.replace(/[-.].*/, '') };
  const { dialect, filters } = listFilters(script, options);
  return { script, text, options, dialect, filters };
}

describe('the corpus of dialects', () => {
  it.each([
    ['avelsieve.sieve', 'avelsieve', ['']],
    ['ingo.sieve', 'ingo', ['Blacklist', 'Project']],
    ['kde.sieve', 'kde', ['Move lists']],
    ['nextcloud.sieve', 'nextcloud', ['my own', 'From Alice', 'News, off (off)']],
    ['plain.sieve', 'plain', ['', '', '', '']],
    ['proton.sieve', 'proton', ['', '']],
    ['rainloop.user.sieve', 'rainloop', ['Müller', 'Second (off)']],
    ['roundcube.sieve', 'roundcube', ['Lists', 'Boss [important] (off)', 'Ham']],
    ['sievelib.sieve', 'sievelib', ['from boss', 'old list (off)']],
    ['sogo.sieve', 'sogo', ['']],
    ['zimbra.sieve', 'zimbra', ['Work', 'Off (off)']],
  ])('%s is of %s', (name, dialect, names) => {
    const found = read(name);
    expect(found.dialect).toBe(dialect);
    expect(found.filters.map((f) => (f.enabled ? f.name : `${f.name} (off)`))).toEqual(names);
  });

  it('reads the description of a rule', () => {
    const { filters } = read('sievelib.sieve');
    expect(filters.map(({ description }) => description)).toEqual(['keeps an eye on them', '']);
  });

  it('tells each file’s dialect', () => {
    const own = (name: string): string | undefined =>
      elsewhere.get(name) ?? /^[a-z]+/.exec(name)?.[0];
    for (const name of files) expect([name, read(name).dialect]).toEqual([name, own(name)]);
  });

  it.each(files)('%s: a rule that is switched off and on again is as it was', (name) => {
    const { script, text, options, filters } = read(name);
    const refused: string[] = [];
    for (const [index, { enabled, name: title, sentence }] of filters.entries()) {
      // What it needs is required when it is switched on, and stays so.
      if (title === 'News, off') continue;
      const edits = attempt(refused, () => switchFilter(script, index, !enabled, options));
      if (edits === null) continue;
      const once = applyEdits(text, edits);
      const other = read(name, once);
      const at = other.filters.findIndex(
        (f) => f.name === title && f.sentence === sentence && f.enabled !== enabled,
      );
      expect({ title, at }).not.toEqual({ title, at: -1 });
      const back = switchFilter(other.script, at, enabled, options);
      expect(applyEdits(once, back)).toBe(text);
    }
    expect(refused).toEqual(refusals.get(`switch ${name}`) ?? []);
  });

  it.each(files)('%s: a rule that is moved takes its bytes along, and no other changes', (name) => {
    const { script, text, options, filters } = read(name);
    const last = filters.length - 1;
    const refused: string[] = [];
    const edits = last < 0 ? null : attempt(refused, () => moveFilter(script, last, 0, options));
    expect(refused).toEqual(refusals.get(`move ${name}`) ?? []);
    if (edits === null) return;
    const moved = applyEdits(text, edits);
    const after = read(name, moved);
    // What Nextcloud moves by priority has its own test.
    if (after.dialect === 'nextcloud') return;
    const parts = (of: typeof after) => of.filters.map(({ from, to }) => of.text.slice(from, to));
    const before = parts({ script, text, options, filters, dialect: after.dialect });
    expect(parts(after)).toEqual([before[last], ...before.slice(0, last)]);
    expect(moved).toHaveLength(text.length);
  });

  it.each(files)('%s: a form that is saved as it was changes nothing', (name) => {
    const { script, options, filters } = read(name);
    for (const [index, { kind }] of filters.entries()) {
      const form = readFilterForm(script, index, options);
      expect(form === null).toBe(kind === 'code');
      if (form !== null) expect(writeFilterForm(script, index, form, options)).toEqual([]);
    }
  });

  it.each(files)('%s: an action more changes one rule, and no other by a byte', (name) => {
    const { script, text, options, filters } = read(name);
    const refused: string[] = [];
    for (const [index, { enabled }] of filters.entries()) {
      const form = readFilterForm(script, index, options);
      const branch = form?.branches[0];
      if (form === null || branch === undefined) continue;
      const actions = [...branch.actions.filter(({ type }) => type !== 'stop'), keep];
      const next = { ...form, branches: [{ ...branch, actions }, ...form.branches.slice(1)] };
      const edits = attempt(refused, () => writeFilterForm(script, index, next, options));
      if (edits === null) continue;
      const changed = applyEdits(text, edits);
      const after = read(name, changed);
      expect(readFilterForm(after.script, index, options)).toEqual(next);
      expect(after.filters[index]?.enabled).toBe(enabled);
      // In Nextcloud's list, a rule that is off is its data alone.
      const parts = (of: typeof after) =>
        of.filters
          .map(({ from, to }) => of.text.slice(from, to))
          .filter((part, at) => at !== index && !part.startsWith('{'));
      expect(parts(after)).toEqual(parts(read(name)));
      expect(after.text.startsWith('\ufeff')).toBe(text.startsWith('\ufeff'));
    }
    expect(refused).toEqual(refusals.get(`edit ${name}`) ?? []);
  });
});

/** Files whose names do not begin with that of their dialect. */
const elsewhere: ReadonlyMap<string, string> = new Map([
  ['modoboa-autoreply.sieve', 'sievelib'],
  ['smartsieve.sieve', 'plain'],
  // Without a rule, nothing tells.
  ['roundcube-empty.sieve', 'plain'],
]);

const keep = { type: 'keep' } as const;

/** What is refused, and why: by what is done and the file. */
const refusals: ReadonlyMap<string, readonly string[]> = new Map([
  ['switch nextcloud-by-hand.sieve', ['by-hand']],
  // The reply is Nextcloud's own.
  ['switch nextcloud-vacation.sieve', ['needs-code']],
  ['move nextcloud.sieve', ['needs-code']],
  // Branches of one chain.
  ['move roundcube-old.sieve', ['needs-code']],
  ['remove roundcube-old.sieve', ['needs-code', 'needs-code']],
  ['edit nextcloud-by-hand.sieve', ['by-hand']],
  ['edit nextcloud-vacation.sieve', ['needs-code']],
  ['edit rainloop-by-hand.sieve', ['by-hand']],
  // A bare reply is a rule by itself.
  ['edit plain-modern.sieve', ['needs-code']],
  ['edit plain-text.sieve', ['needs-code']],
  ['edit plain.sieve', ['needs-code']],
  // Its data has one action.
  ['edit rainloop-actions.sieve', ['needs-code', 'needs-code', 'needs-code']],
  ['edit rainloop-conditions.sieve', ['needs-code', 'needs-code']],
  ['edit rainloop-off.sieve', ['needs-code']],
  ['edit rainloop.user.sieve', ['needs-code', 'needs-code']],
]);

function attempt(refused: string[], edit: () => TextEdit[]): TextEdit[] | null {
  try {
    return edit();
  } catch (error) {
    if (!isFilterError(error)) throw error;
    refused.push(error.code);
    return null;
  }
}

describe('a rule that is removed', () => {
  it.each(files)('%s: is gone, and no other changes', (name) => {
    const { script, text, options, filters } = read(name);
    const refused: string[] = [];
    for (const [index] of filters.entries()) {
      const edits = attempt(refused, () => removeFilterAt(script, index, options));
      if (edits === null) continue;
      const after = read(name, applyEdits(text, edits));
      const others = filters.filter((_, other) => other !== index);
      const shown = (list: typeof filters) => list.map((f) => [f.name, f.enabled, f.sentence]);
      expect(shown(after.filters)).toEqual(shown(others));
    }
    expect(refused).toEqual(refusals.get(`remove ${name}`) ?? []);
  });
});

it('there are sixty of them at least, each with a line on the page', () => {
  const page = readFileSync(new URL('README.md', folder), 'utf8');
  const named = [...page.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
  expect(files.length).toBeGreaterThanOrEqual(60);
  expect(named.sort()).toEqual([...files].sort());
});

describe('markers without a partner', () => {
  it.each([
    ["### Nextcloud Mail: Filters ### DON'T EDIT ###\nkeep;\n", /line 1 has no partner/],
    ['/*\nBEGIN:FILTER:a\nBEGIN:HEADER\ne30=\nEND:HEADER\n*/\nkeep;\n', /line 1 has no partner/],
    ['# RAINLOOP:SIEVE\nkeep;\n/* END:FILTER */\n', /line 3 has no partner/],
  ])('%j is refused', (text, message) => {
    expect(() => listFilters(parse(text).script)).toThrow(message);
  });
});
