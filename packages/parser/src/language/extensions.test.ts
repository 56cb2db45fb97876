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
  'require "vnd.stalwart.while"; while "a > 2" { if true { continue; } break; }',
  'require ["vnd.stalwart.while", "foreverypart"]; foreverypart :name "a" { while "true" { break :name "a"; } }',
  'require "vnd.cyrus.redirect-multiple"; redirect ["a@b.c", "d@e.f"];',
  'require "vnd.dovecot.testsuite"; test "a" { if not test_script_compile "a.sieve" { test_fail "b"; } test_message :folder "INBOX" 0; }',
  'require "vnd.stalwart.testsuite"; test_set "message" text:\nSubject: a\n.\n; test_config_reload :extension "vacation";',
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
  ['require "vnd.proton.expire"; expire "days" "7";', ['time-unit «"days"»']],
  ['require "vnd.stalwart.while"; continue;', ['outside-loop «continue»']],
  ['require "vnd.stalwart.while"; break;', ['outside-loop «break»']],
  [
    'require ["vnd.stalwart.while", "foreverypart", "extracttext", "variables"]; while "true" { extracttext "a"; }',
    ['outside-loop «extracttext»'],
  ],
  ['redirect ["a@b.c", "d@e.f"];', ['wrong-argument-type «["a@b.c", "d@e.f"]»']],
  ['require "vnd.dovecot.testsuite"; test_fail;', ['missing-argument «test_fail»']],
])('%s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});

const drafts = { profile: 'pigeonhole-0.5' } as const;

/** As Pigeonhole 0.5 has them once they are switched on; its compiler said so. */
test.each([
  ['require "imapflags"; mark; unmark; setflag "\\\\Seen"; addflag ["a","b"]; removeflag "x";', []],
  ['require ["imapflags", "variables"]; setflag "v" "x";', []],
  ['require "imapflags"; mark "x";', ['unexpected-argument «"x"»']],
  ['require "imapflags"; keep :flags "x";', ['missing-require «:flags»']],
  ['require "imapflags"; if hasflag "x" { }', ['missing-require «hasflag»']],
  ['require ["imapflags", "imap4flags"]; mark;', ['conflicting-capabilities «"imapflags"»']],
  [
    'require "notify"; notify :method "mailto" :options ["a@b.c"] :high :message "x"; denotify;',
    [],
  ],
  ['require "notify"; notify; notify :id "x" :normal;', []],
  ['require "notify"; notify :low :high;', ['conflicting-tags «:high»']],
  ['require "notify"; notify "mailto:a@b.c";', ['unexpected-argument «"mailto:a@b.c"»']],
  ['require "notify"; denotify :matches "x*" :low; denotify :high; denotify :is "x";', []],
  ['require "notify"; denotify :foo;', ['unknown-tag «:foo»']],
  ['require "notify"; denotify "x";', ['missing-require «"x"»']],
  ['require "notify"; denotify :contains "x" :id "y";', ['unknown-tag «:id»']],
  ['require ["notify", "relational"]; denotify :value "ge" "x";', []],
  ['require ["notify", "regex"]; denotify :regex "x";', []],
  [
    'require ["notify", "enotify"]; notify "mailto:a@b.c";',
    ['conflicting-capabilities «"notify"»'],
  ],
  ['require "vnd.dovecot.duplicate"; if duplicate :value "x" { }', []],
  ['require "vnd.dovecot.duplicate"; if duplicate :header "a" :seconds 100 :last { }', []],
  [
    'require "vnd.dovecot.duplicate"; if duplicate :value "x" :header "a" { }',
    ['conflicting-tags «:header»'],
  ],
  ['require "vnd.dovecot.duplicate"; if duplicate :uniqueid "a" { }', ['unknown-tag «:uniqueid»']],
  [
    'require ["duplicate", "vnd.dovecot.duplicate"]; if duplicate :uniqueid "a" { }',
    ['conflicting-capabilities «"vnd.dovecot.duplicate"»'],
  ],
])('drafts that were superseded: %s', (text, expected) => {
  const errors = findings(text, drafts).filter((line) => !/\((?:note|warning)\)/.test(line));
  expect(errors).toEqual(expected);
});
