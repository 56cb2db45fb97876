import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';
import { limits } from '../../limits.ts';

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

test('a name of a script may be as long as the limit, and no longer', () => {
  const include = (length: number): string =>
    `require ["include"]; include :optional "${'a'.repeat(length)}";`;
  expect(findings(include(limits.scriptNameLength))).toEqual([]);
  expect(findings(include(limits.scriptNameLength + 1))).toHaveLength(1);
});
