import { describe, expect, it } from 'vitest';
import { limits } from '../limits.ts';
import { lex } from './lexer.ts';
import { Report } from './report.ts';

/** Tokens as `kind text`, white space left out. */
function tokensOf(text: string): string[] {
  const { tokens } = lex(text, new Report(), 'none');
  const found: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const kind = tokens.kind(i);
    if (kind !== 'whitespace')
      found.push(`${kind} ${text.slice(tokens.start(i), tokens.start(i + 1))}`);
  }
  return found;
}

describe('lex', () => {
  it.each([
    ['if', ['identifier if']],
    ['text :is', ['identifier text', 'tag :is']],
    ['text:\na\n.\n;', ['multi-line-string text:\na\n.\n', 'semicolon ;']],
    ['text:\n.a\n..\n.\r\nb', ['multi-line-string text:\n.a\n..\n.\r\n', 'identifier b']],
    ['"a\\"b"c', ['quoted-string "a\\"b"', 'identifier c']],
    ['#a\r\nb', ['hash-comment #a', 'identifier b']],
    ['/* # */#*/', ['bracket-comment /* # */', 'hash-comment #*/']],
    ['100Kb 1', ['number 100Kb', 'number 1']],
    [':1 : /a', ['unknown :', 'number 1', 'unknown :', 'unknown /', 'identifier a']],
    [
      '[](){},;',
      [
        'left-bracket [',
        'right-bracket ]',
        'left-parenthesis (',
        'right-parenthesis )',
        'left-brace {',
        'right-brace }',
        'comma ,',
        'semicolon ;',
      ],
    ],
    ['a/b a/*b*/', ['unknown a/b', 'identifier a', 'bracket-comment /*b*/']],
    ['“a', ['unknown “', 'identifier a']],
  ])('%j', (text, expected) => expect(tokensOf(text)).toEqual(expected));

  it('holds more tokens than its tables have room for at first', () => {
    const { tokens, significant } = lex(';'.repeat(1000), new Report(), 'none');
    expect([tokens.length, significant.length]).toEqual([1000, 1000]);
    expect(() => tokens.kind(1000)).toThrow(RangeError);
    expect(() => tokens.start(1001)).toThrow(RangeError);
    expect(tokens.start(1000)).toBe(1000);
  });

  it('mends quotes up to the cap', () => {
    const state = lex('a "b\n'.repeat(limits.quoteRepairs * 3), new Report(), 'late');
    expect(state.mended).toBe(limits.quoteRepairs);
  });
});
