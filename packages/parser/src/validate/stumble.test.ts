import { expect, test } from 'vitest';
import { check } from '../check.ts';
import { limits } from '../limits.ts';
import { findStumble } from './stumble.ts';

test.each([
  ['', null],
  ['keep;', null],
  ['if allof (true, not header :is ["a", "b"] "c") { stop; } # end', null],
  ['foo bar baz "x" (true) { }', null],
])('%j is well-formed', (text, expected) => {
  expect(findStumble(text)).toBe(expected);
});

// ‸ marks the token with which the script cannot go on.
test.each([
  'keep\n‸',
  'keep\n‸}',
  'keep;‸;',
  'if true {\n keep;\n‸',
  '‸} keep;',
  'keep "a"‸, "b";',
  'if allof (true, ‸) { }',
  'if header ["a" ‸"b"] { }',
  'if anyof (true ‸{ keep; }',
  'if anyof (true) ‸"x" { keep; }',
  'keep; "unclosed‸',
  'keep; /* unclosed‸',
  'vacation text:\nunclosed\n;‸',
  'keep ‸} "unclosed',
  'keep; ‸€ foo(',
])('%j', (marked) => {
  expect(findStumble(marked.replace('‸', ''))).toBe(marked.indexOf('‸'));
});

test('the first fault of syntax says where servers notice it', () => {
  const text = 'if true {\n  keep;\n\nif false {\n  stop;\n}\n';
  const [first] = check(text);
  expect(first).toMatchObject({ code: 'missing-right-brace', from: 8, noticed: text.length });
  expect(check('keep;;')[0]).toMatchObject({ from: 5, noticed: 5 });
  expect(check('stop keep;')[0]).not.toHaveProperty('noticed');
});

test('a long script is read in one go', () => {
  const text = `${'if true {'.repeat(50_000)}${'}'.repeat(50_000)}`;
  expect(text.length).toBeLessThan(limits.scriptLength);
  expect(findStumble(text)).toBe(null);
});
