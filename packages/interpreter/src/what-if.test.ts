import { parse } from '@sievekit/parser';
import { describe, expect, it } from 'vitest';
import { limits } from './limits.ts';
import { readMessage } from './message/message.ts';
import { prepare } from './program.ts';
import { explain } from './what-if.ts';

const head = 'require ["fileinto", "copy", "envelope", "body", "ihave", "duplicate"];\n';
const mail = readMessage(
  'From: bob@example.org\nSubject: Bill 7\nList-Id: <sieve.ietf.org>\nMessage-ID: <1@x>\n\nHi\n',
);

function explained(commands: string) {
  const text = head + commands;
  return explain(prepare(text), parse(text).script, mail, {
    envelope: { from: 'bob@example.org' },
  });
}

describe('one sentence', () => {
  it.each([
    [
      'if header :contains "list-id" "sieve" { fileinto "Lists"; }',
      'Filed into Lists because the List-Id contains “sieve” (line 2).',
    ],
    ['keep;', 'Kept in INBOX (line 2).'],
    ['', 'Kept in INBOX because nothing in the script said otherwise.'],
    ['if true { discard; }', 'Discarded (line 2).'],
    [
      'if not address :domain "from" "x.test" { discard; }',
      'Discarded because an address in From is not “x.test” (line 2).',
    ],
    [
      'if anyof(exists "x-a", exists ["from", "subject"]) { discard; }',
      'Discarded because the mail has From and Subject (line 2).',
    ],
    [
      'if allof(body :contains "hi", not exists "x-a") { discard; }',
      'Discarded because the text contains “hi” and the mail has no X-A (line 2).',
    ],
    [
      'if envelope "from" "a" { stop; }\nelse { discard; }',
      "Discarded because the envelope's from is not “a” (line 3).",
    ],
    ['if size :under 1K { discard; }', 'Discarded because size :under 1K is true (line 2).'],
    [
      'redirect :copy "a@b.test"; fileinto :copy "A";',
      'Redirected to a@b.test, as a copy (line 2); filed into A, as a copy (line 2); kept in INBOX besides.',
    ],
    ['error "no";', 'Kept in INBOX because the script made a mistake in line 2: no.'],
  ])('%s', (commands, sentence) => {
    expect(explained(commands).sentence).toBe(sentence);
  });
});

describe('what might have been', () => {
  const found = (commands: string): string[] =>
    explained(commands).alternatives.map(
      ({ test, result, outcome }) => `${test} ${result}: ${outcome}`,
    );

  it.each([
    ['keep;', []],
    ['if true { discard; }', []],
    [
      'if header "subject" "x" { discard; }',
      ['header "subject" "x" false: Discarded because the Subject is “x” (line 2).'],
    ],
    // The nearest first.
    [
      'if header "subject" "invoice" { discard; }\nif header "subject" "bill 8" { fileinto "Bills"; }',
      [
        'header "subject" "bill 8" false: Filed into Bills because the Subject is “bill 8” (line 3).',
        'header "subject" "invoice" false: Discarded because the Subject is “invoice” (line 2).',
      ],
    ],
    // Two that must both be so: neither alone changes anything.
    ['if allof(exists "x-a", exists "x-b") { discard; }', []],
    [
      'if duplicate { discard; }',
      ['duplicate false: Discarded because duplicate is true (line 2).'],
    ],
  ])('%s', (commands, expected) => {
    expect(found(commands)).toEqual(expected);
  });

  it('tells included scripts from the script itself', () => {
    const text = 'require "include"; include "a"; if header "subject" "x" { discard; }';
    const findScript = () => 'require "fileinto"; if header "subject" "Bill 7" { fileinto "A"; }';
    const { sentence, alternatives } = explain(
      prepare(text, { findScript }),
      parse(text).script,
      mail,
    );
    expect(sentence).toBe('Filed into A (line 1 of a).');
    expect(alternatives.map(({ test }) => test)).toEqual(['header "subject" "x"']);
  });

  it('leaves what the caller remembers as one run does', () => {
    const text = `${head}if duplicate { discard; }`;
    const duplicates = new Map<string, number>();
    explain(prepare(text), parse(text).script, mail, { duplicates });
    expect(duplicates.size).toBe(1);
  });

  it('tries no more tests than the limit says', () => {
    const tests = Array.from(
      { length: limits.alternatives + 5 },
      (_, n) => `if exists "x-${n}" { discard; }`,
    );
    expect(explained(tests.join('\n')).alternatives.length).toBe(limits.alternatives);
  });
});
