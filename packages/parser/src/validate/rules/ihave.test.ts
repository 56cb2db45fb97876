import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'require ["ihave"]; if ihave "fileinto" { fileinto "a"; } fileinto "b";',
  'require ["ihave"]; if ihave "vnd.example.foo" { foo; } else { keep; }',
  'require ["ihave"]; if allof (ihave "vnd.example.foo", bar "x") { foo; }',
])('ihave: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['require ["ihave"]; fileinto "a"; if ihave "fileinto" { }', ['missing-require «fileinto»']],
  ['require ["ihave"]; if not ihave "vnd.example.foo" { foo; }', ['unknown-command «foo»']],
  ['require ["ihave"]; if ihave "fileinto" { } else { foo; }', ['unknown-command «foo»']],
  [
    'require ["ihave"]; if ihave "variables" { keep; }',
    ['ihave-not-allowed (warning) «"variables"»'],
  ],
])('ihave: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
