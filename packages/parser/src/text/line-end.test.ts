import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dominantLineEnd, restoreLineEnds } from './line-end.ts';

/** What an editor makes of a text: one kind of line end, no byte-order mark. */
function asEdited(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n|\r/g, '\n');
}

describe('dominantLineEnd', () => {
  it.each([
    ['', '\r\n'],
    ['keep;', '\r\n'],
    ['a\nb\r\nc\n', '\n'],
    ['a\nb\r\nc\r\n', '\r\n'],
    ['\n', '\n'],
  ])('%j: %j', (text, end) => expect(dominantLineEnd(text)).toBe(end));
});

describe('restoreLineEnds', () => {
  it.each([
    ['keeps the ends of lines around a change', 'a\r\nb\nc\r\n', 'a\nB\nc\n', 'a\r\nB\r\nc\r\n'],
    ['gives new lines the dominant end', 'a\nb\r\nc\n', 'a\nx\ny\nb\nc\n', 'a\nx\ny\nb\r\nc\n'],
    ['brings the byte-order mark back', '\ufeffa\r\nb', 'a\nb\nc', '\ufeffa\r\nb\r\nc'],
    ['keeps lines between two changes', 'a\r\nb\nc\r\nd\n', 'A\nb\nc\nD\n', 'A\r\nb\nc\r\nD\r\n'],
    ['keeps lines around a removed one', 'a\r\nb\nc\nd\r\n', 'a\nb\nd\n', 'a\r\nb\nd\r\n'],
    ['keeps a lone carriage return', 'a\rb\n', 'a\nb\nc\n', 'a\rb\nc\n'],
    ['takes text that has CR LF from the editor', 'a\nb\n', 'a\r\nb\r\nc\r\n', 'a\nb\nc\n'],
  ])('%s', (_name, original, edited, expected) => {
    expect(restoreLineEnds(original, edited)).toBe(expected);
  });

  const line = fc.constantFrom('a', 'b', '', 'keep;');
  const text = fc
    .tuple(
      fc.constantFrom('', '\ufeff'),
      fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n'))),
      line,
    )
    .map(([mark, lines, last]) => mark + lines.flat().join('') + last);

  it('gives the same bytes where nothing was edited', () => {
    fc.assert(fc.property(text, (t) => restoreLineEnds(t, asEdited(t)) === t));
  });

  it('never changes what the editor shows', () => {
    fc.assert(
      fc.property(text, text, (original, edited) => {
        const shown = asEdited(edited);
        expect(asEdited(restoreLineEnds(original, shown))).toBe(shown);
      }),
    );
  });
});
