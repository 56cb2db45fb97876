import { expect, test } from 'vitest';
import { findings } from '../../test/findings.ts';

test.each([
  'require "snooze"; snooze "08:00:00";',
  'require ["snooze", "imap4flags", "mailbox"]; snooze :mailbox "a" :create :addflags "b" :removeflags "c" :weekdays ["1"] :tzid "Europe/Berlin" ["08:00:00", "12:00:00"];',
  'require "vnd.cyrus.log"; log "a";',
  'require ["vnd.cyrus.jmapquery"]; if jmapquery text:\n{ "from": "a" }\n.\n{ keep; }',
  'require ["vnd.cyrus.implicit_keep_target", "special-use"]; implicit_keep_target :specialuse "\\\\Junk" "a";',
  'require ["vnd.proton.expire"]; expire "day" "7"; if hasexpiration { unexpire; }',
  'require ["vnd.proton.expire", "comparator-i;ascii-numeric", "relational"]; if expiration :comparator "i;ascii-numeric" :value "ge" "day" "5" { keep; }',
  'require ["vnd.proton.eval", "variables"]; set :eval "a" "1 + 2";',
  'require "vnd.stalwart.expressions"; let "a" "1 + 2"; if eval "a > 2" { keep; }',
])('nothing is wrong with %s', (text) => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ['require "snooze"; snooze :create "08:00:00";', ['missing-require «:create»']],
  [
    'require "vnd.cyrus.imip"; processimip :invitesonly :updatesonly;',
    ['superseded-capability (warning) «"vnd.cyrus.imip"»', 'conflicting-tags «:updatesonly»'],
  ],
  [
    'require "x-cyrus-log"; log 3;',
    ['superseded-capability (warning) «"x-cyrus-log"»', 'wrong-argument-type «3»'],
  ],
  [
    'require "vnd.cyrus.snooze"; snooze;',
    ['superseded-capability (warning) «"vnd.cyrus.snooze"»', 'missing-argument «snooze»'],
  ],
  ['require "vnd.proton.expire"; expire "day";', ['missing-argument «expire»']],
])('%s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});
