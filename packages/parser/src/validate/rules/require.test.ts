import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'require ["fileinto"]; require ["copy"]; fileinto :copy "a";',
  'require ["comparator-i;octet"]; keep;',
  'require ["extracttext", "variables", "foreverypart"]; keep;',
])('require: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['require ["fileinot"]; keep;', ['unknown-capability «"fileinot"»']],
  [
    'require "imap4flag"; addflag :contian "x";',
    ['unknown-capability «"imap4flag"»', 'unknown-tag «:contian»'],
  ],
  ['require ["FileInto"]; keep;', ['unknown-capability «"FileInto"»']],
  ['keep; require "copy";', ['misplaced-require «require»']],
  ['if size :over 1 { require "copy"; }', ['misplaced-require «require»']],
  ['require 3;', ['wrong-argument-type «3»']],
  ['require "copy" "fileinto";', ['unexpected-argument «"fileinto"»']],
  ['require "imapflags"; addflag "x";', ['superseded-capability (warning) «"imapflags"»']],
  ['require ["extracttext", "variables"];', ['missing-require «"extracttext"»']],
])('require: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
