import { restoreLineEnds } from '@sievekit/parser';
import { describe, expect, it } from 'vitest';
import { toEditingText } from './line-end.ts';

describe('toEditingText', () => {
  it.each([
    ['mixed line ends', 'a\r\nb\nc\r\n', 'a\nb\nc\n'],
    ['a byte-order mark', '\ufeffkeep;\r\n', 'keep;\n'],
    ['carriage returns alone', 'a\rb', 'a\nb'],
  ])('hides %s, and the server gets them back', (_, server, shown) => {
    expect(toEditingText(server)).toBe(shown);
    expect(restoreLineEnds(server, shown)).toBe(server);
  });
});
