import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'require ["envelope"]; if envelope ["FROM", "to"] "x" { }',
  'require ["envelope", "envelope-dsn"]; if envelope "ret" "FULL" { }',
])('parts of the envelope: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['require ["envelope"]; if envelope "form" "x" { }', ['unknown-envelope-part «"form"»']],
  ['require ["envelope"]; if envelope "subject" "x" { }', ['unknown-envelope-part «"subject"»']],
  ['require ["envelope"]; if envelope "ret" "FULL" { }', ['missing-require «"ret"»']],
])('parts of the envelope: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
