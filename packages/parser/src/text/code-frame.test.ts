import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostic.ts';
import { limits } from '../limits.ts';
import { renderDiagnostic } from './code-frame.ts';

function at(from: number, to: number): Diagnostic {
  return { code: 'some-code', severity: 'error', message: 'Wrong.', from, to };
}

describe('renderDiagnostic', () => {
  it('shows the line with carets', () => {
    expect(renderDiagnostic('keep;\n  stpo;\n', at(8, 12), { path: 'a.sieve' })).toBe(
      ['a.sieve:2:3: error: Wrong. [some-code]', '  2 |   stpo;', '    |   ^^^^'].join('\n'),
    );
  });

  it.each([
    ['a tab', '\tfoo', 1, 4, '    foo', '    ^^^'],
    ['wide characters', '日本 foo', 3, 6, '日本 foo', '     ^^^'],
    ['an emoji', '😀foo', 2, 5, '😀foo', '  ^^^'],
    ['a combining mark', 'e\u0301foo', 2, 5, 'e\u0301foo', ' ^^^'],
    ['a bidirectional override', 'a\u202eb', 1, 2, 'a\\u{202e}b', ' ^^^^^^^^'],
    ['an escape sequence', '\u001b[31mx', 6, 6, '\\u{1b}[31mx', '           ^'],
    ['an empty range at the end of the line', 'keep\r\n', 4, 4, 'keep', '    ^'],
    ['something after a byte-order mark', '\uFEFFstpo;', 1, 5, 'stpo;', '^^^^'],
    ['a byte-order mark', '\uFEFFstpo;', 0, 1, '\\u{feff}stpo;', '^^^^^^^^'],
    ['a range over lines', '"ab\ncd"', 0, 7, '"ab', '^^^'],
  ])('puts the carets right under %s', (_name, text, from, to, source, carets) => {
    const [, line, marks] = renderDiagnostic(text, at(from, to)).split('\n');
    expect(line).toBe(`  1 | ${source}`);
    expect(marks).toBe(`    | ${carets}`);
  });

  it('cuts a long line around the range', () => {
    const text = `${'a'.repeat(1000)}BAD${'z'.repeat(1000)}`;
    const [, line = '', marks = ''] = renderDiagnostic(text, at(1000, 1003)).split('\n');
    expect(line.length).toBeLessThanOrEqual(limits.frameWidth + 10);
    expect(line.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('BAD');
    expect(line).toMatch(/ …a+BADz+…$/);
  });

  it('escapes control characters of the path and of the message', () => {
    const text = renderDiagnostic(
      'x',
      { ...at(0, 1), message: 'a\u001b[2Jb' },
      { path: 'p\u202e' },
    );
    expect(text.split('\n')[0]).toBe('p\\u{202e}:1:1: error: a\\u{1b}[2Jb [some-code]');
  });

  it('colours only on request', () => {
    expect(renderDiagnostic('x', at(0, 1))).not.toContain('\u001b');
    expect(renderDiagnostic('x', at(0, 1), { color: true })).toContain('\u001b[31m^\u001b[0m');
  });
});
