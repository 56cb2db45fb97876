import { expect, test } from 'vitest';
import { decodeCharacters } from './encoded-character.ts';

// The examples of RFC 5228 section 2.4.2.4.
test.each([
  [`$\${hex:40}`, '$@'],
  [`\${hex: 40 }`, '@'],
  [`\${HEX: 40}`, '@'],
  [`\${hex:40`, `\${hex:40`],
  [`\${hex:400}`, `\${hex:400}`],
  [`\${hex:4\${hex:30}}`, `\${hex:40}`],
  [`\${unicode:40}`, '@'],
  [`\${ unicode:40}`, `\${ unicode:40}`],
  [`\${UnICoDE:0000040}`, '@'],
  [`\${Unicode:Cool}`, `\${Unicode:Cool}`],
  [`\${unicode:200000}`, `\${unicode:200000}`],
  [`\${hex:c3 a4}`, 'ä'],
])('%s', (from, to) => {
  expect(decodeCharacters(from)).toBe(to);
});
