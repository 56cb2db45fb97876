import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
import { readFilters } from './filters/read.ts';
import { limits } from './limits.ts';
import { parse } from './syntax/parse.ts';
import { visit } from './syntax/visit.ts';
import { applyEdits } from './text/edit.ts';

const list = Array.from({ length: 100_000 }, (_, i) => `"${i}"`).join(',');

/** Scripts at the edges; `codes`: what `check` says of each, beside what is only doubtful. */
const scripts: readonly { name: string; text: string; codes: readonly string[] }[] = [
  {
    name: '10,000 nested blocks',
    text: `${'if true {'.repeat(10_000)}keep;${'}'.repeat(10_000)}`,
    codes: ['blocks-too-deep'],
  },
  {
    name: '10,000 nested blocks that nothing closes',
    text: 'if true {'.repeat(10_000),
    codes: ['blocks-too-deep', 'missing-right-brace'],
  },
  {
    name: '10,000 nested tests',
    text: `if ${'not '.repeat(10_000)}true { keep; }`,
    codes: ['tests-too-deep'],
  },
  {
    name: '10,000 nested lists of tests',
    text: `if ${'anyof('.repeat(10_000)}true${')'.repeat(10_000)} { keep; }`,
    codes: ['tests-too-deep'],
  },
  {
    name: 'a list of 100,000 tests',
    text: `if anyof(${'true,'.repeat(100_000)}true) { keep; }`,
    codes: [],
  },
  {
    name: '80,000 elsif branches',
    text: `if false{}${'elsif false{}'.repeat(80_000)}else{}`,
    codes: [],
  },
  {
    name: '100,000 elsif branches, over the cap of a script',
    text: `if false{}${'elsif false{}'.repeat(100_000)}else{}`,
    codes: ['script-too-large'],
  },
  {
    name: 'a string of 1 MiB, over the cap of a script',
    text: `redirect "${'a'.repeat(1_048_576)}";`,
    codes: ['script-too-large'],
  },
  {
    name: 'a string that fills the script',
    text: `if header "a" "${'a'.repeat(1_048_500)}" { keep; }`,
    codes: [],
  },
  {
    name: 'a multi-line string that fills the script',
    text: `if header "a" text:\n${'..a\n'.repeat(262_000)}.\n { keep; }`,
    codes: [],
  },
  {
    name: 'a list of 100,000 strings',
    text: `if header "a" [${list}] { keep; }`,
    codes: [],
  },
  {
    name: '100,000 arguments',
    text: `keep ${'"" '.repeat(100_000)};`,
    codes: ['unexpected-argument'],
  },
  { name: '100,000 tags', text: `keep ${':a '.repeat(100_000)};`, codes: ['unknown-tag'] },
  { name: '100,000 opening brackets', text: '['.repeat(100_000), codes: ['command-expected'] },
  { name: '100,000 semicolons', text: ';'.repeat(100_000), codes: ['stray-semicolon'] },
  { name: '100,000 quotes', text: '"'.repeat(100_001), codes: ['command-expected'] },
];

describe.each(scripts)('$name', ({ text, codes }) => {
  it('gives a tree with every character, and what is wrong with it', () => {
    const { script } = parse(text);
    const { tokens } = script;
    const pieces = Array.from({ length: tokens.length }, (_, i) =>
      text.slice(tokens.start(i), tokens.start(i + 1)),
    );
    expect(pieces.join('') === text).toBe(true);
    const found = new Set(check(text, { rules: 'off' }).map(({ code }) => code));
    for (const code of codes) expect(found).toContain(code);
    if (codes.length === 0) expect([...found]).toEqual([]);
  });

  it('is linted, visited, edited and read as filters without an end of the stack', () => {
    const { script } = parse(text);
    expect(check(text).length).toBeLessThanOrEqual(3 * limits.diagnostics + 3);
    let nodes = 0;
    visit(script, () => {
      nodes++;
      return undefined;
    });
    expect(nodes).toBeGreaterThan(0);
    expect(readFilters(script)).toBeInstanceOf(Array);
    const edits = script.commands.map(({ to }) => ({ from: to, to, insert: ' ' }));
    expect(applyEdits(text, edits)).toHaveLength(text.length + edits.length);
  });
});

it.each([
  ['100,000 elsif branches', `if false{}${'elsif false{}'.repeat(100_000)}else{}`, 100_002],
  ['a string of 1 MiB', `redirect "${'a'.repeat(1_048_576)}";`, 1],
])('parses %s where the cap is raised', (_, text, commands) => {
  const { script, diagnostics } = parse(text, { maxLength: text.length });
  expect(diagnostics).toEqual([]);
  expect(script.commands).toHaveLength(commands);
});

const blank = ' '.repeat(100_000);

it.each([
  ['a string that is never closed', `"${blank}a"b`],
  ['a tag out of its place', `fileinto "a"${blank}"b" :copy "c";`],
  ['the name of a header field', `if header "a${blank}b:" "c" { stop; }`],
  ['code that never runs', `if true { keep;${blank}stop; keep; }`],
  ['variables outside of strings', `"x"a ${'${a}'.repeat(50_000)}`],
  ['many pieces of code that never run', 'if true { stop; keep; }\n'.repeat(16_000)],
])('takes linear time for wide gaps: %s', (_, text) => {
  const before = process.cpuUsage();
  check(text);
  const { user, system } = process.cpuUsage(before);
  // One look at each of n² pairs would take several seconds.
  expect((user + system) / 1e6).toBeLessThan(2);
});
