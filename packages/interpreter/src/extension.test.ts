import { describe, expect, it } from 'vitest';
import { prepare } from './program.ts';
import type { RunOptions } from './run/option.ts';

const mail = [
  'From: bob@example.org',
  'To: alice@lab.test',
  'Subject: one',
  'Subject: two',
  'Message-ID: <1@example.org>',
  'Date: Mon, 2 Nov 2026 10:20:30 +0100',
  'Received: from a by b; 3 Nov 2026 00:00:00 +0000',
  'Content-Type: multipart/mixed; boundary="b"',
  '',
  'prologue',
  '--b',
  '',
  'plain part',
  '--b',
  'Content-Type: text/html; charset=iso-8859-1',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '<p>caf=E9 &amp; <b>bar</b></p>',
  '--b',
  'Content-Type: application/pdf; name="x.pdf"',
  'Content-Transfer-Encoding: base64',
  '',
  'aGVsbG8=',
  '--b--',
  'epilogue',
  '',
].join('\r\n');

/** All flags, and the mailbox of each action. */
function outcome(script: string, options: RunOptions = {}): string {
  const { actions, errors } = prepare(script).run(mail, options);
  const words = actions.map((action) => {
    if ('mailbox' in action) return [action.mailbox, ...action.flags].join(',');
    return action.type;
  });
  return [...words, ...errors.map(({ message }) => message)].join(' ');
}

const all = [
  'body',
  'date',
  'duplicate',
  'editheader',
  'enotify',
  'environment',
  'extracttext',
  'fileinto',
  'foreverypart',
  'ihave',
  'imap4flags',
  'index',
  'mailbox',
  'mboxmetadata',
  'mime',
  'relational',
  'reject',
  'servermetadata',
  'spamtestplus',
  'vacation',
  'special-use',
  'variables',
  'virustest',
];
const head = `require [${all.map((name) => `"${name}"`).join(', ')}];\n`;

describe('tests of extensions', () => {
  it.each([
    // body (RFC 5173)
    ['body :contains "café & bar"', true],
    ['body :contains "café"', true],
    ['body :text :contains "<b>"', false],
    ['body :content "text/html" :contains "<b>"', true],
    ['body :content "application" :is "hello"', true],
    ['body :raw :contains "aGVsbG8="', true],
    ['body :content "multipart" :matches "*epilogue*"', true],
    ['body :count "eq" "2"', true],
    // date (RFC 5260)
    ['date :originalzone "date" "hour" "10"', true],
    ['date :zone "+0000" "date" "time" "09:20:30"', true],
    ['date "received" "date" "2026-11-03"', true],
    ['date "date" "weekday" "1"', true],
    ['date "date" "julian" "61346"', true],
    ['date "date" "iso8601" "2026-11-02T09:20:30Z"', true],
    ['date :originalzone "date" "std11" "Mon, 02 Nov 2026 10:20:30 +0100"', true],
    ['date "subject" "year" "2026"', false],
    ['currentdate "date" "2026-12-24"', true],
    ['currentdate :zone "+0500" "hour" "01"', true],
    // index (RFC 5260 section 6)
    ['header :index 2 "subject" "two"', true],
    ['header :index 2 "subject" "one"', false],
    ['header :last :index 1 "subject" "two"', true],
    ['header :index 9 :contains "subject" ""', false],
    // mime (RFC 5703)
    ['header :mime :contenttype "content-type" "multipart/mixed"', true],
    ['header :mime :type "content-type" "text"', false],
    ['header :mime :anychild :type "content-type" "text"', true],
    ['header :mime :anychild :subtype "content-type" "pdf"', true],
    ['header :mime :anychild :param "name" "content-type" "x.pdf"', true],
    ['exists :mime :anychild "content-transfer-encoding"', true],
    ['exists :mime "content-transfer-encoding"', false],
    // environment, mailbox, metadata, special use
    ['environment "host" "mx.lab.test"', true],
    ['environment :contains "phase" ""', false],
    ['mailboxexists ["INBOX", "Lists"]', true],
    ['mailboxexists ["INBOX", "Nowhere"]', false],
    ['specialuse_exists "\\\\Junk"', true],
    ['specialuse_exists "INBOX" "\\\\Junk"', false],
    ['metadata "Spam" "/private/comment" "mine"', true],
    ['metadataexists "Spam" ["/private/comment", "/private/other"]', false],
    ['servermetadata "/shared/admin" "root"', true],
    ['servermetadataexists "/shared/other"', false],
    // spamtestplus, virustest (RFC 5235)
    ['spamtest :value "ge" "5"', true],
    ['spamtest :percent "50"', true],
    ['virustest "0"', true],
  ])('%s: %s', (test, expected) => {
    const options: RunOptions = {
      now: new Date('2026-12-24T20:00:00Z'),
      environment: { host: 'mx.lab.test' },
      mailboxes: [
        { name: 'INBOX' },
        { name: 'Lists' },
        { name: 'Spam', specialUse: ['\\Junk'], metadata: { '/private/comment': 'mine' } },
      ],
      serverMetadata: { '/shared/admin': 'root' },
      spamScore: 0.5,
    };
    expect(outcome(`${head}if ${test} { discard; }`, options)).toBe(expected ? 'discard' : '');
  });
});

describe('commands of extensions', () => {
  it.each([
    // imap4flags (RFC 5232)
    ['addflag "\\\\Seen"; keep;', 'INBOX,\\Seen'],
    ['setflag ["a", "b"]; removeflag "A"; addflag "b c"; fileinto "x";', 'x,b,c'],
    ['addflag "a"; fileinto :flags "b" "x";', 'x,b'],
    ['addflag "v" "a b"; if hasflag "v" "b" { fileinto "${v}"; }', 'a b'],
    ['addflag ["a", "b"]; if hasflag :count "eq" "2" { keep; }', 'INBOX,a,b'],
    ['addflag ["\\\\Wrong", "", "a"]; keep;', 'INBOX,a'],
    // foreverypart, break, extracttext (RFC 5703)
    [
      'foreverypart { if header :mime :subtype "content-type" "pdf" { fileinto "pdf"; break; } }',
      'pdf',
    ],
    ['foreverypart { addflag "a"; break; } keep;', 'INBOX,a'],
    [
      'foreverypart :name "o" { foreverypart { break :name "o"; } discard; } fileinto "end";',
      'end',
    ],
    [
      'foreverypart { if header :mime :subtype "content-type" "html" ' +
        '{ extracttext :first 5 "v"; fileinto "${v}"; } }',
      'café ',
    ],
    // editheader (RFC 5293)
    ['addheader "X-A" "b"; if header "x-a" "b" { discard; }', 'discard'],
    ['deleteheader "subject"; if not exists "subject" { discard; }', 'discard'],
    ['deleteheader :index 1 "subject"; if header "subject" "one" { keep; } stop;', ''],
    ['deleteheader "subject" "two"; if header :count "eq" "subject" "1" { discard; }', 'discard'],
    ['deleteheader "received"; if exists "received" { discard; }', 'discard'],
    // reject (RFC 5429)
    ['reject "no";', 'reject'],
    ['reject "no"; reject "never";', 'The script refuses the message twice: once is enough.'],
    ['keep; reject "no";', 'The action reject cannot go together with keep of line 2.'],
    // ihave (RFC 5463)
    ['error "stopped here";', 'stopped here'],
    // duplicate (RFC 7352)
    ['if duplicate { discard; } if duplicate { fileinto "again"; } fileinto "end";', 'end'],
    ['if duplicate {} if duplicate :handle "h" { discard; }', ''],
    // vacation (RFC 5230)
    [
      'vacation "away"; vacation "gone";',
      'The script replies twice: vacation may be used once only.',
    ],
    ['vacation "away"; keep;', 'vacation INBOX'],
    // modifiers
    ['set :encodeurl "a" "x y/é"; fileinto "${a}";', 'x%20y%2F%C3%A9'],
  ])('%s → %s', (commands, expected) => {
    expect(outcome(`${head}${commands}`)).toBe(expected);
  });
});

it.each([
  ['mark; keep;', ['\\Flagged']],
  ['mark; unmark; keep;', []],
  ['addflag "x"; mark; keep;', ['x', '\\Flagged']],
])('knows flags by their early form: %s', (commands, flags) => {
  const [action] = prepare(`require "imapflags"; ${commands}`).run(mail).actions;
  expect(action).toMatchObject({ flags });
});

it('knows duplicate by its early form', () => {
  const program = prepare('require "vnd.dovecot.duplicate"; if duplicate :value "x" { discard; }');
  const duplicates = new Map<string, number>();
  const seen = (): number => program.run(mail, { duplicates }).actions.length;
  expect([seen(), seen()]).toEqual([0, 1]);
});

it('remembers what was seen until its time is over', () => {
  const program = prepare(`${head}if duplicate :seconds 60 { discard; }`);
  const duplicates = new Map<string, number>();
  const at = (now: string): number =>
    program.run(mail, { now: new Date(now), duplicates }).actions.length;
  expect(['2026-01-01T00:00:00Z', '2026-01-01T00:00:59Z', '2026-01-01T00:01:01Z'].map(at)).toEqual([
    0, 1, 0,
  ]);
});
