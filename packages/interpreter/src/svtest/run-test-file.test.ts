import { describe, expect, it } from 'vitest';
import { runTestFile } from './run-test-file.ts';

const head =
  'require ["vnd.dovecot.testsuite", "variables", "fileinto", "relational", ' +
  '"comparator-i;ascii-numeric", "mailbox", "editheader", "imap4flags", "vacation", "ihave", "envelope", "subaddress"];\n';
const scripts: Readonly<Record<string, string>> = {
  'ok.sieve': 'require "fileinto"; fileinto "Lists"; redirect "a@b.test";',
  'wrong.sieve': 'frobnicate; keep "x";',
  'fails.sieve': 'require "ihave"; error "no more";',
  'discard.sieve': 'discard;',
  'keep.sieve': 'keep;',
  'edit.sieve': 'require "editheader"; addheader "X-A" "b"; keep;',
  'reply.sieve': 'require "vacation"; vacation "away";',
};
const readScript = (path: string): string | null => scripts[path] ?? null;

/** Each case: its status, and its message where it did not pass. */
function outcome(text: string): string[] {
  return runTestFile(head + text, { readScript }).tests.map(({ status, message }) =>
    message === '' ? status : `${status} ${message}`,
  );
}

describe('a case', () => {
  it.each([
    ['test "a" {} test "b" {}', ['pass', 'pass']],
    ['test "a" { test_fail "why"; } test "b" {}', ['fail Line 2: why', 'pass']],
    ['test "a" { error "no more"; }', ['error']],
    [
      'test_set "message" "Subject: x\n\n"; test "a" { if not header "subject" "x" { test_fail ""; } }',
      ['pass'],
    ],
    [
      'test "a" { test_set "message" "Subject: x\n\n"; } ' +
        'test "b" { if exists "subject" { test_fail ""; } }',
      ['pass', 'pass'],
    ],
    [
      'test_set "envelope.from" "x@y.test"; ' +
        'test "a" { if not envelope "from" "x@y.test" { test_fail ""; } }',
      ['pass'],
    ],
  ])('%s', (text, expected) => {
    const found = outcome(
      text.startsWith('require') ? text.replace('require "envelope"; ', '') : text,
    );
    expect(found.map((one) => one.split(' ')[0])).toEqual(expected.map((one) => one.split(' ')[0]));
  });
});

describe('tests about a script', () => {
  it.each([
    'test_script_compile "ok.sieve"',
    'not test_script_compile "wrong.sieve"',
    'not test_script_compile "missing.sieve"',
    'allof(not test_script_compile "wrong.sieve", test_error :matches "*frobnicate*")',
    'allof(not test_script_compile "wrong.sieve", ' +
      'test_error :count "eq" :comparator "i;ascii-numeric" "3")',
    'allof(test_script_compile "ok.sieve", test_script_run)',
    'allof(test_script_compile "ok.sieve", test_script_run, ' +
      'test_result_action :index 1 "fileinto", test_result_action :index 2 "redirect", ' +
      'test_result_action :count "eq" :comparator "i;ascii-numeric" "2")',
    'allof(test_script_compile "ok.sieve", test_script_run, not test_result_action "keep")',
    'allof(test_script_compile "fails.sieve", not test_script_run, test_error "no more")',
    'allof(test_script_compile "ok.sieve", test_script_run, test_result_execute, ' +
      'test_message :folder "Lists" 0, test_message :smtp 0, not test_message :smtp 1)',
    'allof(test_multiscript ["keep.sieve", "ok.sieve"], test_result_action :index 1 "fileinto")',
    'allof(test_multiscript ["discard.sieve", "ok.sieve"], not test_result_action "fileinto")',
  ])('%s', (test) => {
    expect(outcome(`test "a" { if not ${test} { test_fail "it is not so"; } }`)).toEqual(['pass']);
  });
});

describe('what a script did', () => {
  it.each([
    [
      'an edited header',
      'if not test_script_compile "edit.sieve" { test_fail "c"; } ' +
        'if not test_script_run { test_fail "r"; } if not test_result_execute { test_fail "e"; } ' +
        'test_message :folder "INBOX" 0; if not header "x-a" "b" { test_fail "h"; }',
    ],
    [
      'a reply',
      'test_set "message" "To: recipient@example.com\nSubject: q\n\n"; ' +
        'if not test_script_compile "reply.sieve" { test_fail "c"; } ' +
        'if not test_script_run { test_fail "r"; } if not test_result_execute { test_fail "e"; } ' +
        'test_message :smtp 0; if not header "subject" "Auto: q" { test_fail "h"; }',
    ],
    [
      'a mailbox',
      'if mailboxexists "New" { test_fail "before"; } test_mailbox_create "New"; ' +
        'if not mailboxexists "New" { test_fail "after"; }',
    ],
  ])('%s', (_, body) => {
    expect(outcome(`test "a" { ${body} }`)).toEqual(['pass']);
  });
});

describe('what the test file itself does', () => {
  it.each([
    'fileinto "A"; if not test_result_action :index 1 "store" { test_fail "a"; }',
    'fileinto "A"; if not test_result_execute { test_fail "e"; } ' +
      'if not test_message :folder "A" 0 { test_fail "m"; } ' +
      'if test_message :folder "INBOX" 0 { test_fail "i"; }',
    'discard; test_result_reset; if test_result_action "discard" { test_fail "r"; }',
    'redirect "a@b.test"; if not test_result_execute { test_fail "e"; } test_message :smtp 0; ' +
      'if not envelope "to" "a@b.test" { test_fail "t"; } ' +
      'if not envelope "from" "sender@example.com" { test_fail "f"; }',
    'test_config_set "sieve_redirect_envelope_from" "<x@y.test>"; redirect "a@b.test"; ' +
      'if not test_result_execute { test_fail "e"; } test_message :smtp 0; ' +
      'if not envelope "from" "x@y.test" { test_fail "f"; }',
  ])('%s', (body) => {
    expect(outcome(`test "a" { ${body} }`)).toEqual(['pass']);
  });
});

describe('the envelope of a message without one', () => {
  it.each([
    ['To: a@b.test', 'to', 'a@b.test'],
    ['Envelope-To: c@d.test\r\nTo: a@b.test', 'to', 'c@d.test'],
    ['From: a@b.test', 'from', 'a@b.test'],
    ['Return-Path: <x@y.test>\r\nFrom: a@b.test', 'from', 'x@y.test'],
    ['Subject: x', 'from', 'sender@example.com'],
    ['Subject: x', 'to', 'recipient@example.com'],
  ])('%s gives %s %s', (header, part, expected) => {
    const text = `test_set "message" "${header}\r\n\r\n"; if not envelope "${part}" "${expected}" { test_fail ""; }`;
    expect(outcome(`test "a" { ${text} }`)).toEqual(['pass']);
  });
});

describe('settings of the server', () => {
  const settings = (...entries: readonly (readonly [string, string])[]): string =>
    `${entries.map(([name, value]) => `test_config_set "${name}" "${value}";`).join(' ')} test_config_reload;`;
  it.each([
    [
      settings(['recipient_delimiter', '-']),
      'test_set "envelope.to" "a-b+c@d.test"; if not envelope :detail "to" "b+c" { test_fail "d"; }',
    ],
    [
      settings(['sieve_max_redirects', '0']),
      'if not test_script_compile "ok.sieve" { test_fail "c"; } if test_script_run { test_fail "r"; }',
    ],
    [
      settings(['sieve_max_actions', '1']),
      'if not test_script_compile "ok.sieve" { test_fail "c"; } if test_script_run { test_fail "r"; }',
    ],
    [
      settings(['sieve_extensions', '-fileinto']),
      'if test_script_compile "ok.sieve" { test_fail "c"; } ' +
        'if not test_error :matches "*fileinto*" { test_fail "e"; }',
    ],
    [
      settings(['sieve_editheader_protected', 'x-a']),
      'addheader "X-A" "1"; if exists "x-a" { test_fail "a"; }',
    ],
    [
      settings(['sieve_vacation_dont_check_recipient', 'yes']),
      'test_set "message" "Subject: q\r\n\r\n"; test_set "envelope.to" "q@q.test"; vacation "away"; ' +
        'if not test_result_execute { test_fail "e"; } ' +
        'test_message :smtp 0; if not header "subject" "Auto: q" { test_fail "h"; }',
    ],
  ])('%s', (set, body) => {
    expect(outcome(`test "a" { ${set} ${body} }`)).toEqual(['pass']);
  });

  const spam = (type: string, ...more: readonly (readonly [string, string])[]): string =>
    settings(
      ['sieve_spamtest_status_header', 'X-Spam: [[:alpha:]]*([0-9.+a-z]+)'],
      ['sieve_spamtest_status_type', type],
      ...more,
    );
  it.each([
    [spam('score', ['sieve_spamtest_max_value', '10']), 'no5.0', '5'],
    [spam('score', ['sieve_spamtest_max_value', '10']), 'no99', '10'],
    [spam('score', ['sieve_spamtest_max_header', 'X-Max']), 'no10', '4'],
    [spam('score'), 'no10', '0'],
    [spam('strlen', ['sieve_spamtest_max_value', '9']), 'no+++', '4'],
  ])('%s with %s: spamtest %s', (set, header, expected) => {
    const message = `test_set "message" "X-Spam: ${header}\r\nX-Max: 30\r\n\r\n";`;
    const body = `${set} ${message} if not spamtest "${expected}" { test_fail "s"; }`;
    expect(outcome(`require "spamtest"; test "a" { ${body} }`)).toEqual(['pass']);
  });
});

it('leaves out the cases behind the end of the file', () => {
  expect(outcome('test "a" {} stop; test "b" {}').map((one) => one.split(' ')[0])).toEqual([
    'pass',
    'skip',
  ]);
});

it('is one case in error where the file is no script', () => {
  expect(outcome('frobnicate;')).toEqual([expect.stringMatching(/^error Line 2: .*frobnicate/)]);
});
