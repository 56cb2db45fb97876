import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'require ["foreverypart"]; foreverypart :name "x" { foreverypart { if size :over 1 { break :name "x"; } } }',
])('loops: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['require ["foreverypart"]; break;', ['outside-loop «break»']],
  ['require ["foreverypart"]; foreverypart :name "x" { break :name "y"; }', ['unknown-loop «"y"»']],
  [
    'require ["foreverypart"]; foreverypart { foreverypart { foreverypart { foreverypart { foreverypart { } } } } }',
    ['loops-too-deep «foreverypart»'],
  ],
  [
    'require "foreverypart"; foreverypatr :name "x" { break :name "x"; }',
    ['unknown-command «foreverypatr»'],
  ],
  ['require "foreverypart"; foreverypart name "x" { break :name "x"; }', ['missing-colon «name»']],
  ['require "foreverypart"; foreverypart :nam "x" { break :name "x"; }', ['unknown-tag «:nam»']],
  ['require "foreverypart"; foreverypart :name x { break :name "x"; }', ['unquoted-word «x»']],
  [
    'require ["extracttext", "variables", "foreverypart"]; extracttext "x";',
    ['outside-loop «extracttext»'],
  ],
])('loops: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
