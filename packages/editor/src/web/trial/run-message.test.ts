import { describe, expect, it } from 'vitest';
import { deTry } from '../message/de-try.ts';
import { enTry } from '../message/en-try.ts';
import type { TrialAnswer, TrialRun } from './protocol.ts';
import { runMessage } from './run-message.ts';

const script = `require ["fileinto", "vacation"];
if header :contains "subject" "bill" { fileinto "Bills"; stop; }
vacation :days 7 "away";
`;

function mail(header: string): string {
  return `From: ann@example.com\nTo: me@example.org\n${header}\n\nHello\n`;
}

function ask(text: string, message: string | Uint8Array, now = 0): TrialAnswer {
  return runMessage({
    text,
    message,
    now,
    zone: 0,
    includes: { other: 'discard;' },
    folders: null,
  });
}

function run(text: string, message: string, now = 0): TrialRun {
  const answer = ask(text, message, now);
  if (!('run' in answer)) throw new Error(JSON.stringify(answer));
  return answer.run;
}

const dated = `require ["date", "relational"];
if currentdate :value "ge" "date" "2026-12-24" { discard; }`;

describe('runMessage', () => {
  it.each([
    [
      'a matched rule',
      script,
      mail('Subject: The bill'),
      'Filed into Bills because the Subject contains “bill” (line 2).',
      'In den Ordner Bills gelegt, weil „The bill“ zu „bill“ passt (Zeile 2).',
    ],
    [
      'nothing',
      'if false { discard; }',
      mail('Subject: x'),
      'Kept in INBOX because nothing in the script said otherwise.',
      'Im Posteingang behalten, weil das Skript nichts anderes sagt.',
    ],
    [
      'silence',
      'require "vacation"; vacation "away";',
      mail('List-Id: x'),
      'Sent no vacation reply. It comes from a mailing list: it has the field list-id (line 1); kept in INBOX besides.',
      'Nicht beantwortet (Sie kommt von einer Mailingliste: Sie hat das Feld list-id) (Zeile 1); Außerdem im Posteingang behalten.',
    ],
    [
      'an included script',
      'require "include"; include "other";',
      mail('Subject: x'),
      'Discarded (line 1 of other).',
      'Verworfen (Zeile 1).',
    ],
  ])('says in both languages what became of the message: %s', (_, text, message, en, de) => {
    const tried = run(text, message);
    expect(enTry.trySentence(tried)).toBe(en);
    expect(deTry.trySentence(tried)).toBe(de);
  });

  it('says what would have changed the outcome, in both languages', () => {
    const [alternative] = run(script, mail('Subject: The bill')).alternatives;
    if (!alternative) throw new Error('There is an alternative.');
    expect(enTry.tryAlternative(alternative)).toMatch(
      /^if header :contains "subject" "bill" were not true \(line 2\): Replied with/,
    );
    expect(deTry.tryAlternative(alternative)).toMatch(
      /^wenn header :contains "subject" "bill" nicht zuträfe \(Zeile 2\): Beantwortet mit/,
    );
  });

  it('travels in time', () => {
    const at = (day: string) => run(dated, mail('Subject: x'), Date.parse(day)).sentence;
    expect(at('2026-12-23T12:00Z')).toMatch(/^Kept/);
    expect(at('2026-12-24T12:00Z')).toMatch(/^Discarded/);
  });

  it.each([
    ['a mistake', 'fileinto "x"', { code: 'script', message: expect.stringContaining('Line 1') }],
    [
      'an unknown include',
      'require "include"; include "none";',
      expect.objectContaining({ code: 'script' }),
    ],
  ])('says why it cannot run: %s', (_, text, failure) => {
    expect(ask(text, mail('Subject: x'))).toEqual({ failure });
  });

  it('survives being handed from thread to thread', () => {
    const tried = run(script, mail('Subject: The bill'));
    expect(structuredClone(tried)).toEqual(tried);
  });
});
