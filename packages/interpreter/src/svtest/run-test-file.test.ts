import { describe, expect, it } from 'vitest';
import { runTestFile } from './run-test-file.ts';

const head =
  'require ["vnd.dovecot.testsuite", "variables", "fileinto", "relational", ' +
  '"comparator-i;ascii-numeric", "mailbox", "editheader", "imap4flags", "vacation", "ihave", "envelope"];\n';
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
    'allof(test_multiscript ["keep.sieve", "ok.sieve"], test_result_action :index 2 "fileinto")',
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

it('is one case in error where the file is no script', () => {
  expect(outcome('frobnicate;')).toEqual([expect.stringMatching(/^error Line 2: .*frobnicate/)]);
});
