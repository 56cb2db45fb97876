import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'require ["variables"]; set "_a1" "b";',
  'require ["variables", "include"]; set "global.a" "b"; global ["x"]; set "x" "y";',
  'require ["imap4flags", "variables"]; if hasflag "1" "x" { }',
])('names of variables: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['require ["variables"]; set "1" "b";', ['match-variable-assigned «"1"»']],
  ['require ["variables"]; set "a-b" "b";', ['variable-name «"a-b"»']],
  ['require ["variables"]; set "" "b";', ['variable-name «""»']],
  ['require ["variables"]; set "a.b" "c";', ['unknown-namespace «"a.b"»']],
  ['require ["variables"]; set "global.a" "c";', ['missing-require «"global.a"»']],
  [`require ["variables"]; set "\${a}" "c";`, [`constant-expected «"\${a}"»`]],
  [
    'require ["variables", "vnd.dovecot.environment"]; set "env.a" "c";',
    ['variable-name «"env.a"»'],
  ],
  [
    'require ["variables"]; set "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" "c";',
    ['variable-name «"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"»'],
  ],
  ['require ["variables", "include"]; set "x" "y"; global "x";', ['global-after-set «"x"»']],
  ['require ["variables", "include"]; global "a.b";', ['variable-name «"a.b"»']],
  ['require ["imap4flags", "variables"]; if hasflag "a b" "x" { }', ['variable-name «"a b"»']],
])('names of variables: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
