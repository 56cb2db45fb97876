import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';
import { check } from '../../check.ts';
import { applyEdits } from '../../text/edit.ts';

test.each(['keep;\r\nstop;\r\n', 'keep;\nstop;\r\n', '/* a\r\n */ keep;', ''])(
  'line ends: nothing is wrong with %j',
  (text) => {
    expect(findings(text)).toEqual([]);
  },
);

test.each([
  ['keep;\rkeep;\r', 5, 'keep;\nkeep;\n'],
  ['#a\rkeep;\r\n', 2, '#a\nkeep;\r\n'],
  ['/* a\r\n\r */ keep;', 6, '/* a\r\n\n */ keep;'],
])('line ends: %j is told of once, and mended', (text, at, mended) => {
  const found = check(text, { rules: 'off' });
  expect(found).toMatchObject([{ code: 'lone-carriage-return', severity: 'warning', from: at }]);
  expect(applyEdits(text, found[0]?.fixes?.[0]?.edits ?? [])).toBe(mended);
  expect(check(mended, { rules: 'off' })).toEqual([]);
});
