import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from '../../syntax/parse.ts';
import { applyEdits } from '../../text/edit.ts';
import { listFilters, moveFilter, removeFilterAt, switchFilter } from './list.ts';

const folder = new URL('../../../../../test/corpus/dialects/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.sieve'));

function read(name: string, text = readFileSync(new URL(name, folder), 'utf8')) {
  const { script } = parse(text);
  const options = { scriptName: name };
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

  it.each(files)('%s: a rule that is switched off and on again is as it was', (name) => {
    const { script, text, options, filters } = read(name);
    for (const [index, { enabled, name: title, sentence }] of filters.entries()) {
      // Of Nextcloud's, only those of its list.
      if (title === 'my own' || title === 'News, off') continue;
      const once = applyEdits(text, switchFilter(script, index, !enabled, options));
      const other = read(name, once);
      const at = other.filters.findIndex(
        (f) => f.name === title && f.sentence === sentence && f.enabled !== enabled,
      );
      expect({ title, at }).not.toEqual({ title, at: -1 });
      const back = switchFilter(other.script, at, enabled, options);
      expect(applyEdits(once, back)).toBe(text);
    }
  });

  it.each(files.filter((name) => name !== 'nextcloud.sieve'))(
    '%s: a rule that is moved takes its bytes along, and no other changes',
    (name) => {
      const { script, text, options, filters } = read(name);
      const last = filters.length - 1;
      const moved = applyEdits(text, moveFilter(script, last, 0, options));
      const after = read(name, moved);
      const parts = (of: typeof after) => of.filters.map(({ from, to }) => of.text.slice(from, to));
      const before = parts({ script, text, options, filters, dialect: after.dialect });
      expect(parts(after)).toEqual([before[last], ...before.slice(0, last)]);
      expect(moved).toHaveLength(text.length);
    },
  );
});

describe('a rule that is removed', () => {
  it.each(files)('%s: is gone, and no other changes', (name) => {
    const { script, text, options, filters } = read(name);
    for (const [index] of filters.entries()) {
      const after = read(name, applyEdits(text, removeFilterAt(script, index, options)));
      const others = filters.filter((_, other) => other !== index);
      const shown = (list: typeof filters) => list.map((f) => [f.name, f.enabled, f.sentence]);
      expect(shown(after.filters)).toEqual(shown(others));
    }
  });
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
