import { describe, expect, it } from 'vitest';
import { readMultiLine, unescapeQuoted } from './string-value.ts';

describe('unescapeQuoted', () => {
  it.each([
    ['a', 'a'],
    ['\\"\\\\', '"\\'],
    ['\\a\\\n', 'a\n'],
  ])('%j', (raw, value) => expect(unescapeQuoted(raw)).toBe(value));
});

describe('readMultiLine', () => {
  it.each([
    ['text:\na\n.\n', 'a\n'],
    ['text:\r\na\r\n.\r\n', 'a\r\n'],
    ['text:\n.\n', ''],
    ['text:\n..\n...a\n.b\n.\n', '.\n..a\n.b\n'],
    ['text: # c\na.\n.\n', 'a.\n'],
    ['text:\na\n.', 'a\n'],
    ['text:\na', 'a'],
    ['text:', ''],
  ])('%j', (raw, value) => expect(readMultiLine(raw)).toBe(value));
});
