import { expect, it } from 'vitest';
import { prepare } from './program.ts';
import { runSequence } from './sequence.ts';

const head = 'require ["fileinto", "copy", "ihave", "editheader", "reject", "vacation"];\n';

/** What the scripts do to a mail: their actions, and `implicit` where it is kept by itself. */
function outcome(...scripts: string[]): string {
  const { result } = runSequence(
    scripts.map((text, index) => ({ name: `${index}`, program: prepare(head + text) })),
    'From: a@b.test\n\nHi\n',
  );
  const words = result.actions.map((action) =>
    'mailbox' in action ? action.mailbox : action.type,
  );
  return [
    ...words,
    ...(result.implicitKeep ? ['implicit'] : []),
    ...result.errors.map(({ message }) => message),
  ].join(' ');
}

it.each([
  [['', 'fileinto "a";'], 'a'],
  [['keep;', 'fileinto "a";'], 'a'],
  [['keep;', 'discard;'], 'discard'],
  [['keep;', ''], 'implicit'],
  [['fileinto "a";', 'fileinto "b";'], 'a'],
  [['discard;', 'fileinto "b";'], 'discard'],
  [['fileinto :copy "a";', 'fileinto "b";'], 'a b'],
  [['fileinto "a"; keep;', 'keep;'], 'a INBOX'],
  [['stop;', 'fileinto "b";'], 'b'],
  [['error "no";', 'fileinto "b";'], 'implicit no'],
  [['fileinto :copy "a";', 'error "no";'], 'a implicit no'],
  [['addheader "X-A" "b";', 'if header "x-a" "b" { discard; }'], 'discard'],
  [['fileinto :copy "a";', 'reject "no";'], 'a reject'],
  [['fileinto :copy "a";', 'fileinto "a";'], 'a implicit'],
  [['vacation "x";', 'vacation "y";'], 'vacation implicit'],
  [['discard; keep;', 'fileinto "b";'], 'discard b'],
  [['', '', 'discard;'], 'discard'],
  [[], 'implicit'],
])('%j: %s', (scripts, expected) => {
  expect(outcome(...scripts)).toBe(expected);
});

it('hands on the flags', () => {
  const scripts = ['require "imap4flags"; setflag "x";', 'keep;'].map((text) => ({
    name: text,
    program: prepare(text),
  }));
  const [action] = runSequence(scripts, 'From: a@b.test\n\n').result.actions;
  expect(action).toMatchObject({ type: 'keep', flags: ['x'] });
});

it('tells which scripts ran', () => {
  const scripts = ['keep;', 'discard;', 'keep;'].map((text) => ({
    name: text,
    program: prepare(text),
  }));
  const { steps } = runSequence(scripts, 'From: a@b.test\n\n');
  expect(steps.map(({ name, result }) => [name, result?.actions.length ?? null])).toEqual([
    ['keep;', 1],
    ['discard;', 1],
    ['keep;', null],
  ]);
});
