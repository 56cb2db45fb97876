import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'require ["include"]; include :optional "my rules";',
  'require ["vnd.dovecot.pipe"]; pipe "learn.sh";',
])('names of scripts and programs: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['require ["include"]; include "a/b";', ['script-name «"a/b"»']],
  ['require ["include"]; include "";', ['script-name «""»']],
  [`require ["include", "variables"]; include "\${x}";`, [`constant-expected «"\${x}"»`]],
  ['require ["vnd.dovecot.pipe"]; pipe "../x";', ['program-name «"../x"»']],
  [
    'require ["vnd.dovecot.pipe"]; pipe "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";',
    [
      'program-name «"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"»',
    ],
  ],
])('names of scripts and programs: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
