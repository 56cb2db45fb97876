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

const dsn = 'require ["redirect-dsn", "redirect-deliverby"]; redirect';

/** As the compiler of Cyrus IMAP has it. */
test.each([
  `${dsn} :notify "success, failure" :ret "full" "a@b.c";`,
  `${dsn} :notify "never" :bytimerelative 10 :bymode "Return" "a@b.c";`,
  `${dsn} :bytimeabsolute "2026-01-01T00:00:00Z" :bymode "notify" :bytrace "a@b.c";`,
  'require "snooze"; snooze :weekdays ["0", "6"] "12:00:00";',
])('texts of one form: nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  [`${dsn} :notify "FOO" "a@b.c";`, ['text-form «"FOO"»']],
  [`${dsn} :notify "NEVER,SUCCESS" "a@b.c";`, ['text-form «"NEVER,SUCCESS"»']],
  [`${dsn} :ret "x" "a@b.c";`, ['text-form «"x"»']],
  [`${dsn} :bymode "notify" "a@b.c";`, ['missing-partner-tag «:bymode»']],
  [`${dsn} :bytrace "a@b.c";`, ['missing-partner-tag «:bytrace»']],
  [`${dsn} :bytimerelative 1 :bymode "foo" "a@b.c";`, ['text-form «"foo"»']],
  [`${dsn} :bytimeabsolute "tomorrow" "a@b.c";`, ['text-form «"tomorrow"»']],
  [`${dsn} :bytimeabsolute "2026-01-01" "a@b.c";`, ['text-form «"2026-01-01"»']],
  ['require "snooze"; snooze :weekdays "8" "12:00:00";', ['text-form «"8"»']],
  [
    'require "snooze"; snooze ["12:00", "25:00:00"];',
    ['text-form «"12:00"»', 'text-form «"25:00:00"»'],
  ],
])('texts of one form: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
