import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'if header ["a", "b"] ["c"] { }',
  'require ["imap4flags", "variables"]; setflag "v" "\\\\Seen"; setflag ["\\\\Seen"];',
  'require ["vnd.dovecot.pipe"]; pipe "a"; pipe "a" ["b"];',
  'require ["special-use"]; if specialuse_exists "INBOX" "\\\\Junk" { }',
])('positional arguments: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['keep "x";', ['unexpected-argument «"x"»']],
  ['keep 3 "x";', ['unexpected-argument «3 "x"»']],
  ['require ["fileinto"]; fileinto;', ['missing-argument «fileinto»']],
  ['require ["fileinto"]; fileinto ["a"];', ['wrong-argument-type «["a"]»']],
  ['require ["fileinto"]; fileinto ["a", "b"];', ['wrong-argument-type «["a", "b"]»']],
  ['require ["fileinto"]; fileinto 3;', ['wrong-argument-type «3»']],
  ['require ["fileinto"]; fileinto "a" "b";', ['unexpected-argument «"b"»']],
  ['require ["fileinto", "imap4flags"]; fileinto :flags "a";', ['missing-argument «fileinto»']],
  ['if header "a" { }', ['missing-argument «header»']],
  ['if header "a" 3 { }', ['wrong-argument-type «3»']],
  ['if size :over "1" { }', ['wrong-argument-type «"1"»']],
  ['if true "x" { }', ['unexpected-argument «"x"»']],
  ['require ["imap4flags"]; setflag "v" "\\\\Seen";', ['missing-require «"v"»']],
  [
    'require ["imap4flags", "variables"]; setflag ["v"] "\\\\Seen";',
    ['wrong-argument-type «["v"]»'],
  ],
  ['require ["imap4flags"]; setflag;', ['missing-argument «setflag»']],
])('positional arguments: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
