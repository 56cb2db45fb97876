import { describe, expect, it } from 'vitest';
import { parse } from '../../syntax/parse.ts';
import { describeRule } from './sentence.ts';

function sentence(text: string): string {
  return describeRule(parse(text).script.commands).text;
}

describe('the sentence of a rule', () => {
  it.each([
    ['if virustest :value "ge" "3" { discard; }', 'If the virus score is at least 3, delete it.'],
    ['if specialuse_exists "\\\\Junk" { stop; }', 'If there is a folder for Junk, stop.'],
    [
      'if not string :is "${a}" "" { set "b" "${a}"; }',
      'If the text ${a} is not “”, remember ${a} as b.',
    ],
    [
      'if header :list "From" ":addrbook:default" { keep; }',
      'If the sender is in the list :addrbook:default, keep it.',
    ],
    [
      'if address :is "from" "boss@example.org" { fileinto :copy "Audit"; }',
      'If the sender is boss@example.org, keep a copy in Audit.',
    ],
    [
      'if header :contains ["subject", "x-a"] ["b", ""] { discard; stop; }',
      'If the subject or the header x-a contains b or “”, delete it and stop.',
    ],
    [
      'if not header :contains "subject" "b" { keep; }',
      'If the subject does not contain b, keep it.',
    ],
    [
      'if not anyof (exists "a", size :over 2M) { keep; }',
      'If it is not so that there is a header a or the message is larger than 2 MB, keep it.',
    ],
    [
      'if address :domain "to" "example.org" { redirect "a@b.c"; }',
      'If the domain of the recipient is example.org, forward it to a@b.c.',
    ],
    [
      'if envelope :is "from" "" { addflag "\\\\Seen \\\\Flagged"; }',
      'If the envelope from is “”, mark it Seen and Flagged.',
    ],
    ['if true { vacation "x"; }', 'Send an automatic reply.'],
    ['if true { }', 'Do nothing.'],
    [
      'if exists "a" { keep; } elsif exists "b" { discard; } else { stop; }',
      'If there is a header a, keep it; otherwise if there is a header b, delete it; otherwise stop.',
    ],
    [
      'if currentdate :value "ge" "date" "2026-01-01" { keep; }',
      'If the date of today is at least 2026-01-01, keep it.',
    ],
    ['if size :under 1000 { keep; }', 'If the message is smaller than 1000 bytes, keep it.'],
    ['pipe "a" "b";', 'Does what its code says.'],
    ['if constructor "a" { keep; }', 'Does what its code says.'],
    ['toString;', 'Does what its code says.'],
  ])('%s', (text, expected) => {
    expect(sentence(text)).toBe(expected);
  });
});
