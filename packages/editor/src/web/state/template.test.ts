import { applyEdits, check, parse } from '@sievekit/parser';
import { describe, expect, it } from 'vitest';
import { runMessage } from '../trial/run-message.ts';
import {
  checkField,
  missingFor,
  type TemplateName,
  type TemplateValues,
  templateEdits,
  templateNames,
} from './template.ts';

const values: TemplateValues = {
  folder: ' Lists/ ',
  address: 'me@example.com',
  copy: 'yes',
  subject: 'I am "away"',
  message: 'Back on Monday.\n\nAnn',
};

function insert(text: string, name: TemplateName): string {
  const { script } = parse(text);
  return applyEdits(text, templateEdits(script, name, 'A name', values));
}

function outcome(text: string, message: string): string {
  const answer = runMessage({
    text,
    message,
    now: Date.parse('2026-03-07T12:00Z'),
    zone: 0,
    includes: {},
    folders: ['INBOX', 'Lists/news', 'Lists/shop'],
  });
  if (!('run' in answer)) throw new Error(JSON.stringify(answer));
  return answer.run.sentence;
}

const before = [
  ['an empty script', ''],
  ['a list of require', 'require ["fileinto"];\nkeep;\n'],
  ['one string in require', 'require "imap4flags";\nkeep;'],
  ['no require', '# mine\nkeep;\n'],
] as const;

describe('templateEdits', () => {
  it.each(
    before.flatMap(([label, text]) => templateNames.map((name) => [name, label, text] as const)),
  )('writes what a server takes: %s into %s', (name, _, text) => {
    const after = insert(text, name);
    expect(check(after).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(after).toContain('# rule:[A name]');
    expect(after.startsWith('#') ? after : after.replace(/^require[^;]*;\n/, '')).toContain(
      text.replace(/^require[^;]*;\n/, ''),
    );
  });

  it.each([
    ['require ["fileinto"];\n', 'require ["fileinto", "date"];\n'],
    ['require "fileinto";\n', 'require ["fileinto", "date"];\n'],
    ['require ["date", "fileinto"];\n', 'require ["date", "fileinto"];\n'],
    ['keep;\n', 'require ["date", "fileinto"];\nkeep;\n'],
  ])('adds to require what is missing: %j', (text, start) => {
    expect(insert(text, 'weekend').startsWith(`${start}# rule:[A name]\n`)).toBe(true);
  });

  it.each([
    ['junk', 'X-Spam-Flag: YES\n', /^Filed into Lists because the X-Spam-Flag contains “YES”/],
    ['junk', 'Subject: x\n', /^Kept/],
    ['lists', 'List-Id: News <news.example.org>\n', /^Filed into Lists\/news/],
    ['lists', 'List-Id: Old <old.example.org>\n', /^Kept/],
    ['plus', 'To: me+shop@example.org\n', /^Filed into Lists\/shop/],
    ['plus', 'To: me+other@example.org\n', /^Kept/],
    ['forward', 'Subject: x\n', /^Redirected to me@example.com, as a copy \(line 3\); kept/],
    ['away', 'From: a@x\nTo: b@y\n', /^Replied with “I am "away"”/],
    ['weekend', 'Subject: x\n', /^Filed into Lists/],
  ] as const)('does what it says: %s', (name, header, sentence) => {
    expect(outcome(insert('', name), `${header}\nHello\n`)).toMatch(sentence);
  });
});

describe('checkField', () => {
  it.each([
    ['folder', 'Junk', null],
    ['folder', ' ', 'missing'],
    ['folder', 'a\nb', 'line-break'],
    ['folder', '${x}', 'variable'],
    ['address', 'me', 'address'],
    ['address', 'me@example.org', null],
    ['subject', '', null],
    ['message', 'a\nb', null],
    ['copy', '', null],
  ] as const)('%s %j: %s', (field, value, problem) => {
    expect(checkField(field, value)).toBe(problem);
  });
});

describe('missingFor', () => {
  it('names what the server lacks', () => {
    expect(missingFor('plus', values, (name) => name !== 'subaddress')).toBe('subaddress');
    expect(missingFor('forward', { ...values, copy: '' }, () => false)).toBeNull();
    expect(missingFor('forward', values, () => false)).toBe('copy');
  });
});
