import { describe, expect, it } from 'vitest';
import { limits } from '../limits.ts';
import { prepare } from '../program.ts';

const head = 'require ["include", "variables", "fileinto"];\n';

/** Mailboxes that a script files into, with these personal scripts beside it. */
function mailboxes(text: string, scripts: Readonly<Record<string, string>>): string[] {
  const findScript = (_: string, name: string): string | null =>
    name in scripts ? `${head}${scripts[name]}` : null;
  const { actions } = prepare(`${head}${text}`, { findScript }).run('\n');
  return actions.map((action) => ('mailbox' in action ? action.mailbox : action.type));
}

describe('include (RFC 6609)', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['include "a"; fileinto "end";', { a: 'fileinto "a";' }, ['a', 'end']],
    ['include "a"; fileinto "end";', { a: 'return; fileinto "a";' }, ['end']],
    ['include "a"; fileinto "end";', { a: 'stop;' }, []],
    ['include :optional "b"; fileinto "end";', {}, ['end']],
    [
      'include :once "a"; include :once "a";',
      { a: 'fileinto "a${global.n}"; set "global.n" "2";' },
      ['a'],
    ],
    [
      'include "a"; include "a";',
      { a: 'fileinto "a${global.n}"; set "global.n" "2";' },
      ['a', 'a2'],
    ],
    ['set "v" "x"; include "a"; fileinto "v${v}";', { a: 'set "v" "y";' }, ['vx']],
    ['global "v"; set "v" "x"; include "a";', { a: 'global "v"; fileinto "${v}";' }, ['x']],
    ['global "v"; include "a"; fileinto "${v}";', { a: 'set "global.v" "y";' }, ['y']],
  ])('%s with %j', (text, scripts, expected) => {
    expect(mailboxes(text, scripts)).toEqual(expected);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['include "a";', {}, /Line 2: there is no personal script "a"/],
    ['include "a";', { a: 'include "b";', b: 'include "a";' }, /circle/],
    ['include "a";', { a: 'frobnicate;' }, /Line 2: .*frobnicate/],
  ])('refuses %s with %j', (text, scripts, message) => {
    expect(() => mailboxes(text, scripts)).toThrow(message);
  });

  it.each([
    ['two, where one may be', { includes: 1 }, /more than 1 scripts are included/],
    ['the same twice', { includes: 2 }, null],
    ['one that is missing', { includes: 2 }, null],
    ['any, where none may be', { includes: 0 }, /more than 0 scripts/],
    ['too deep for the server', { includeDepth: 1 }, /more than 1 deep/],
  ])('knows the limits of the server: %s', (_, settings, expected) => {
    const scripts: Record<string, string> = { a: `${head}include "b";`, b: 'keep;' };
    const text = `${head}include "a"; include "a"; include :optional "none";`;
    const make = () =>
      prepare(text, { settings, findScript: (_where, name) => scripts[name] ?? null });
    if (expected === null) expect(make).not.toThrow();
    else expect(make).toThrow(expected);
  });

  it('refuses scripts that include each other too deep', () => {
    const names = Array.from({ length: limits.includeDepth + 1 }, (_, index) => `s${index}`);
    const scripts = Object.fromEntries(names.map((name, i) => [name, `include "s${i + 1}";`]));
    expect(() => mailboxes('include "s0";', scripts)).toThrow(/more than 10 deep/);
  });
});
