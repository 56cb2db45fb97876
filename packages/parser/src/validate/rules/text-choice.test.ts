import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each([
  'require ["enotify"]; notify :importance "1" "mailto:a@example.org";',
  'require ["vnd.dovecot.report"]; report "abuse" "m" "a@example.org";',
])('importance and feedback types: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['require ["enotify"]; notify :importance "4" "mailto:a@example.org";', ['importance «"4"»']],
  ['require ["vnd.dovecot.report"]; report "a b" "m" "a@example.org";', ['feedback-type «"a b"»']],
])('importance and feedback types: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
