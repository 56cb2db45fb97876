import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  `require ["fileinto", "variables"]; fileinto "\${a} \${1} \${a-b} \${";`,
  `require ["fileinto"]; fileinto "\${a.b} \${unicode:d800}";`,
  `require ["fileinto", "encoded-character"]; fileinto "\${unicode:40 1F600} \${hex:zz}";`,
])('variables and characters by number in strings: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  [`require ["fileinto", "variables"]; fileinto "x \${a.b}";`, [`unknown-namespace «\${a.b}»`]],
  [
    `require ["fileinto", "variables"]; fileinto "\${global.b}";`,
    [`missing-require «\${global.b}»`],
  ],
  [
    `require ["fileinto", "variables"]; fileinto "\${33}";`,
    [`match-variable-range (warning) «\${33}»`],
  ],
  [
    `require ["fileinto", "encoded-character"]; fileinto "x \${unicode:110000}";`,
    [`character-number «\${unicode:110000}»`],
  ],
])('variables and characters by number in strings: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
