import { expect, test } from 'vitest';
import { findings } from '../../test/findings.ts';
import { check } from '../check.ts';
import { limits } from '../limits.ts';
import { parse } from '../syntax/parse.ts';
import { validate, validateStandard } from './validate.ts';

test('a missing require is told once, with the edit that adds it', () => {
  const text = 'require ["copy"];\nfileinto "a";\nfileinto "b";\n';
  const found = check(text);
  expect(found.map(({ code }) => code)).toEqual(['missing-require']);
  expect(found[0]?.fixes?.[0]?.edits).toEqual([{ from: 15, to: 15, insert: ', "fileinto"' }]);
});

test.each([
  ['missing-require', 'if body "x" { }'],
  ['missing-require', 'require "fileinto"; fileinto :copy "a";'],
  ['missing-require', 'if address :user "from" "x" { }'],
  ['missing-require', 'if header :count "ge" "to" "3" { }'],
  ['missing-require', 'require ["vacation"]; vacation :seconds 60 "x";'],
  ['missing-require', 'require "spamtest"; if spamtest :percent "3" { }'],
])('%s: %s', (code, text) => {
  expect(check(text).map((found) => found.code)).toEqual([code]);
});

test('an extension brings along those that it implies', () => {
  expect(findings('require "vacation-seconds"; vacation :seconds 60 "x";')).toEqual([]);
});

test('code that never runs gives warnings, as a rule that is switched off', () => {
  expect(findings('if false { fileinto "a"; }')).toEqual(['missing-require (warning) «fileinto»']);
  expect(findings('if true { } else { foo; }')).toEqual(['unknown-command (warning) «foo»']);
  expect(findings('if anyof (true, foo) { }')).toEqual(['unknown-test (warning) «foo»']);
});

test('capabilities of the server decide what may be required', () => {
  const text = 'require ["fileinto", "body", "comparator-i;octet", "vnd.example.new"]; newer "x";';
  expect(findings(text, { capabilities: ['fileinto', 'vnd.example.new'] })).toEqual([
    'capability-not-supported «"body"»',
  ]);
});

test('an ihave of what the server lacks makes its block dead', () => {
  const text = 'require "ihave"; if ihave "body" { if body :contains "x" { } }';
  expect(findings(text, { capabilities: ['ihave'] })).toEqual([]);
});

test('diagnostics are capped, and the last one counts the rest', () => {
  const found = validate(parse('foo;'.repeat(limits.diagnostics + 7)).script);
  expect(found).toHaveLength(limits.diagnostics + 1);
  expect(found.at(-1)).toMatchObject({
    code: 'too-many-diagnostics',
    message: expect.stringContaining('7 more'),
  });
});

test('any nesting returns', () => {
  const text = `${'if not anyof (true) {'.repeat(5000)}${'}'.repeat(5000)}`;
  expect(() => validate(parse(text).script)).not.toThrow();
});

test('by the standards alone it is the same as for no server in particular', () => {
  const { script } = parse('require "x-none"; fileinto "a"; redirect "b";');
  expect(validateStandard(script)).toEqual(validate(script));
  expect(() => validate(script, { profile: 'none' })).toThrow(RangeError);
});
