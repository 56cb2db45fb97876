import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'require ["imap4flags"]; setflag ["\\\\seen", "$label1 work"]; setflag "";',
  'require ["imap4flags"]; if hasflag :contains "(" { }',
])('flags: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['require ["imap4flags"]; setflag "\\\\Sen";', ['unknown-flag (warning) «"\\\\Sen"»']],
  ['require ["imap4flags"]; addflag "\\\\Recent";', ['unknown-flag (warning) «"\\\\Recent"»']],
  ['require ["imap4flags"]; setflag "seen";', ['flag-without-backslash (warning) «"seen"»']],
  [
    'require ["imap4flags"]; addflag ["a", "\\Flagged"];',
    ['flag-without-backslash (warning) «"\\Flagged"»'],
  ],
  ['require ["imap4flags"]; keep :flags "foo(";', ['unknown-flag (warning) «"foo("»']],
])('flags: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
