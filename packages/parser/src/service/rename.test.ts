import { describe, expect, it } from 'vitest';
import { atCursor } from '../../test/cursor-text.ts';
import { applyEdits } from '../text/edit.ts';
import { findDefinition, findReferences } from './definition.ts';
import { prepareRename, rename } from './rename.ts';

const needed = 'require ["variables", "include", "imap4flags"];\n';

describe('rename', () => {
  it.each([
    ['where it is set', `set "|a" "x"; redirect "\${a}";`, `set "b" "x"; redirect "\${b}";`],
    ['where it is read', `set "a" "x"; redirect "\${|a}";`, `set "b" "x"; redirect "\${b}";`],
    ['whatever its case', `set "|a" "x"; redirect "\${A}";`, `set "b" "x"; redirect "\${b}";`],
    ['several in a string', `set "|a" "\${a}\${a}-\${aa}";`, `set "b" "\${b}\${b}-\${aa}";`],
    ['behind an escape', `set "|a" "\\"\${a}\\"";`, `set "b" "\\"\${b}\\"";`],
    ['escaped itself', 'set "|a" "$\\{\\a}";', 'set "b" "$\\{\\b}";'],
    [
      'in a multi-line string',
      `set "|a" text: # \${a}\n.\${a}\n.\n;`,
      `set "b" text: # \${a}\n.\${b}\n.\n;`,
    ],
    [
      'in a list',
      `set "|a" ""; if string ["\${a}", "\${a}"] "x" {}`,
      `set "b" ""; if string ["\${b}", "\${b}"] "x" {}`,
    ],
    [
      'made global',
      `global "|a"; set "global.a" "\${global.a}";`,
      `global "b"; set "global.b" "\${global.b}";`,
    ],
    [
      'with flags',
      'set "|a" ""; addflag "a" "a"; addflag "a";',
      'set "b" ""; addflag "b" "a"; addflag "a";',
    ],
    ['in a broken script', `set "|a" "x"\nredirect ["\${a}" }`, `set "b" "x"\nredirect ["\${b}" }`],
    ['not in a comment', `set "|a" ""; # \${a}`, `set "b" ""; # \${a}`],
  ])('renames a variable %s', (_name, source, expected) => {
    const { script, text, offset } = atCursor(needed + source);
    const result = rename(script, offset, 'b');
    const edits = 'edits' in result ? result.edits : [];
    expect(applyEdits(text, edits)).toBe(needed + expected);
  });

  it.each([
    ['set "|a" "";', '1st', /is no name for a variable/],
    ['set "|a" "";', '', /is no name for a variable/],
    ['set "|a" ""; set "b" "";', 'B', /has a variable “B” already/],
    ['ke|ep;', 'b', /none here/],
    [`redirect "\${|1}";`, 'b', /none here/],
    [`redirect "\${env.|x}";`, 'b', /none here/],
  ])('refuses in %j the name %j', (source, name, refusal) => {
    const { script, offset } = atCursor(needed + source);
    expect(rename(script, offset, name)).toEqual({ refusal: expect.stringMatching(refusal) });
  });

  it('leaves strings alone in a script without variables', () => {
    const { script, offset } = atCursor(`redirect "\${|a}";`);
    expect(prepareRename(script, offset)).toBeNull();
  });
});

describe('findDefinition', () => {
  it('finds where a variable is set, the nearest first', () => {
    const { script, text, offset } = atCursor(
      `${needed}set "a" "1"; set "a" "2"; redirect "\${|a}"; set "a" "3";`,
    );
    const rest = findDefinition(script, offset).map((target) =>
      target.type === 'here' ? text.slice(target.to + 2, target.to + 5) : '',
    );
    expect(rest).toEqual(['"2"', '"1"', '"3"']);
    expect(findReferences(script, offset)).toHaveLength(4);
  });

  it.each([
    ['include "oth|er";', 'other', 'personal'],
    ['include :global :once "oth|er";', 'other', 'global'],
    ['if true { include :personal "oth|er"; }', 'other', 'personal'],
  ])('finds the script of %j', (source, name, location) => {
    const { script, offset } = atCursor(source);
    expect(findDefinition(script, offset)).toEqual([
      expect.objectContaining({ type: 'script', name, location }),
    ]);
  });

  it.each(['incl|ude "other";', 'redirect "a|b";'])('finds nothing at %j', (source) => {
    const { script, offset } = atCursor(source);
    expect(findDefinition(script, offset)).toEqual([]);
  });
});
