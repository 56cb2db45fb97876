import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each(['require ["date"]; if currentdate :zone "-0530" "WEEKDAY" "0" { }'])(
  'date parts and zones: nothing is wrong with %s',
  (text) => {
    expect(findings(text)).toEqual([]);
  },
);

test.each([
  ['require ["date"]; if currentdate "yaer" "2020" { }', ['unknown-date-part (warning) «"yaer"»']],
  ['require ["date"]; if currentdate :zone "CET" "hour" "1" { }', ['time-zone «"CET"»']],
  ['require ["date"]; if currentdate :zone "01:00" "hour" "1" { }', ['time-zone «"01:00"»']],
])('date parts and zones: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});

test.each(['pigeonhole-0.5', 'pigeonhole-2.4', 'cyrus-3.6', 'cyrus-3.10'])(
  'a zone that is none does not keep a script from loading on %s',
  (profile) => {
    const text = 'require ["date"]; if currentdate :zone "CET" "hour" "1" { }';
    expect(findings(text, { profile })).toEqual(['time-zone (warning) «"CET"»']);
  },
);
