import { expect, test } from 'vitest';
import { limits } from '../limits.ts';
import { parse } from '../syntax/parse.ts';
import { checkIncludes, type IncludeOptions, type NamedScript } from './include-graph.ts';

/** What is found, as `script: code «name»`; scripts by name, `global/x` for those of the server. */
function find(texts: Readonly<Record<string, string>>, options: IncludeOptions = {}): string[] {
  const scripts = Object.entries(texts).map(([path, text]): NamedScript => {
    const name = path.replace('global/', '');
    const { script } = parse(`require "include"; ${text}`);
    return { name, script, ...(name === path ? {} : { location: 'global' }) };
  });
  return [...checkIncludes(scripts, options)].flatMap(([{ name, script }, found]) =>
    found.map(({ code, from, to }) => `${name}: ${code} «${script.text.slice(from, to)}»`),
  );
}

test.each([
  ['one after the other', { a: 'include "b"; include "c";', b: 'include "c";', c: 'keep;' }],
  ['itself once', { a: 'include :once "a";' }],
  ['a circle that :once opens', { a: 'include "b";', b: 'include :once "a";' }],
  ['a name of the server', { a: 'include :global "a";', 'global/a': 'keep;' }],
  ['what is switched off', { a: 'if false { include "a"; }' }],
  ['what is not known', { a: 'include "elsewhere";' }],
  ['no name', { a: 'include;' }],
])('no loop: %s', (_, texts) => {
  expect(find(texts)).toEqual([]);
});

test.each([
  ['itself', { a: 'include "a";' }, ['a: include-loop «"a"»']],
  ['itself in a file', { 'a.sieve': 'include :personal "a";' }, ['a.sieve: include-loop «"a"»']],
  ['in a block', { a: 'if true { include "a"; }' }, ['a: include-loop «"a"»']],
  ['two', { a: 'include "b";', b: 'include "a";' }, ['b: include-loop «"a"»']],
  [
    'from where the run begins',
    { a: 'include "b";', b: 'include "a";', main: 'include "b";' },
    ['a: include-loop «"b"»'],
  ],
  [
    'three, and one beside',
    { a: 'include "b"; include "d";', b: 'include "c";', c: 'include "a";', d: 'keep;' },
    ['c: include-loop «"a"»'],
  ],
  [
    'on the server',
    { a: 'include :global "b";', 'global/b': 'include :global "b";' },
    ['b: include-loop «"b"»'],
  ],
  ['twice', { a: 'include "a"; include "a";' }, ['a: include-loop «"a"»', 'a: include-loop «"a"»']],
])('a loop: %s', (_, texts, expected) => {
  expect(find(texts)).toEqual(expected);
});

test('the way round is told', () => {
  const { script } = parse('include "b";');
  const { script: other } = parse('include "a";');
  const [, second] = [
    ...checkIncludes([
      { name: 'a', script },
      { name: 'b', script: other },
    ]).values(),
  ];
  expect(second?.[0]?.message).toMatch(
    /^When this runs, it fails: the scripts include one another in a circle: “a”, “b”, “a”\./,
  );
});

test('a circle elsewhere is reported where the script leads there', () => {
  const texts = ['include "b";', 'keep; include "c";', 'include "b";'];
  const scripts = texts.map((text, index) => ({
    name: 'abc'[index] ?? '',
    script: parse(text).script,
  }));
  const at = (name: string): string[] => {
    const reported = new Set(scripts.filter((script) => script.name === name));
    return [...checkIncludes(scripts, { reported })].flatMap(([script, found]) =>
      found.map(({ from }) => `${script.name} ${from}`),
    );
  };
  expect(['a', 'b', 'c'].map(at)).toEqual([['a 8'], ['b 14'], ['c 8']]);
});

test('scripts that are missing are told of where all are there', () => {
  const a = 'include "b"; include :optional "c"; include :global "d"; include "e.sieve";';
  const texts = { a, 'e.sieve': 'keep;' };
  expect(find(texts, { complete: true })).toEqual(['a: missing-include «"b"»']);
  expect(find(texts)).toEqual([]);
});

test('a long chain is followed, and only so many scripts', () => {
  const chain = (count: number): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `s${index}`,
        `include "s${(index + 1) % count}";`,
      ]),
    );
  const last = limits.includedScripts - 1;
  expect(find(chain(limits.includedScripts))).toEqual([`s${last}: include-loop «"s0"»`]);
  expect(find(chain(limits.includedScripts + 1))).toEqual([]);
});
