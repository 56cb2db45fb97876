import { expect, test } from 'vitest';
import { parse } from '../syntax/parse.ts';
import type { TextEdit } from '../text/edit.ts';
import { requireEdits } from './require.ts';

function apply(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.from - a.from)
    .reduce(
      (result, { from, to, insert }) => result.slice(0, from) + insert + result.slice(to),
      text,
    );
}

test.each([
  ['no require', 'keep;\n', 'require ["copy"];\nkeep;\n'],
  ['CRLF', 'keep;\r\n', 'require ["copy"];\r\nkeep;\r\n'],
  ['a byte-order mark', '\uFEFFkeep;', '\uFEFFrequire ["copy"];\nkeep;'],
  ['one string', 'require "body";', 'require ["body", "copy"];'],
  ['a list of one', 'require ["body"];', 'require ["body", "copy"];'],
  ['a list on lines', 'require [\n  "a",\n  "b"\n];', 'require [\n  "a",\n  "b",\n  "copy"\n];'],
  ['a list without spaces', 'require ["a","b"];', 'require ["a","b","copy"];'],
  [
    'several strings',
    'require "a";\nrequire "b";\nkeep;',
    'require "a";\nrequire "b";\nrequire "copy";\nkeep;',
  ],
  ['a string and a list', 'require "a"; require ["b"];', 'require "a"; require ["b", "copy"];'],
  ['already there', 'require ["a", "copy"];', 'require ["a", "copy"];'],
  ['a require too late', 'keep; require "a";', 'require ["copy"];\nkeep; require "a";'],
])('%s', (_, before, after) => {
  expect(apply(before, requireEdits(parse(before).script, ['copy', 'copy']))).toBe(after);
});
