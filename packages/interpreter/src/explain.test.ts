import { parse } from '@sievekit/parser';
import { expect, it } from 'vitest';
import { describeAction, reasonsFor } from './explain.ts';
import { prepare } from './program.ts';

const mail = 'From: bob@example.org\nSubject: Hello list\n\n';

it.each([
  ['keep;', 'Kept in INBOX.', []],
  [
    'if header :contains "subject" "LIST" { fileinto "Lists"; }',
    'Filed into Lists.',
    ['2 true header :contains "subject" "LIST" / Hello list'],
  ],
  [
    'if true {\nif allof(exists "from",\n  address :domain "from" "example.org") {\nfileinto :copy "A"; } }',
    'Filed into A, as a copy.',
    [
      '2 true true / -',
      '3 true allof(exists "from", address :domain "from" "example.org") / example.org',
    ],
  ],
  [
    'if exists "x-a" { stop; }\nelsif header "subject" "b" { stop; }\nelse { redirect "a@b.test"; }',
    'Redirected to a@b.test.',
    ['3 false header "subject" "b" / -'],
  ],
  ['reject "no";', 'Rejected: no', []],
  ['discard;', 'Discarded.', []],
  ['vacation "x";', 'Sent no vacation reply. The message has no sender to reply to.', []],
  ['notify "mailto:a@b.test";', 'Notified mailto:a@b.test.', []],
])('%s', (commands, sentence, reasons) => {
  const text = `require ["fileinto", "copy", "reject", "vacation", "enotify"];\n${commands}`;
  const { actions, trace } = prepare(text).run(mail, { trace: true });
  const [action] = actions;
  if (action === undefined) throw new Error('no action');
  expect(describeAction(action)).toBe(sentence);
  const found = reasonsFor(action, parse(text).script, trace);
  expect(
    found.map(
      ({ line, result, test, matched }) => `${line} ${result} ${test} / ${matched?.value ?? '-'}`,
    ),
  ).toEqual(reasons);
});
