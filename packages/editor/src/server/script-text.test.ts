import { describe, expect, it } from 'vitest';
import { MAX_SCRIPT_BYTES } from '../limits.ts';
import { decodeScript, encodeScript } from './script-text.ts';

const code = (value: string) =>
  expect.objectContaining({ failure: expect.objectContaining({ code: value }) });

describe('decodeScript', () => {
  it.each([
    ['mixed line ends', Buffer.from('keep;\r\nstop;\n# a\r')],
    ['a byte-order mark', Buffer.from([0xef, 0xbb, 0xbf, 0x6b])],
    ['NUL and astral characters', Buffer.from('# \0 🦉\n')],
    ['nothing', Buffer.alloc(0)],
  ])('comes back byte for byte: %s', (_, bytes) => {
    expect(Buffer.from(encodeScript(decodeScript('main', bytes)))).toEqual(bytes);
  });

  it('refuses bytes that are not UTF-8, by name', () => {
    const latin1 = Buffer.from('# été', 'latin1');
    expect(() => decodeScript('old', latin1)).toThrow(code('not-text'));
    expect(() => decodeScript('old', latin1)).toThrow(/“old” is not valid UTF-8/);
  });

  it('refuses more than MAX_SCRIPT_BYTES', () => {
    expect(decodeScript('big', Buffer.alloc(MAX_SCRIPT_BYTES, 35))).toHaveLength(MAX_SCRIPT_BYTES);
    const big = Buffer.alloc(MAX_SCRIPT_BYTES + 1, 35);
    expect(() => decodeScript('big', big)).toThrow(code('too-large'));
  });
});

describe('encodeScript', () => {
  it('refuses half a surrogate pair rather than writing U+FFFD', () => {
    expect(() => encodeScript('# \ud83e')).toThrow(code('not-text'));
  });

  it('counts bytes, not characters', () => {
    expect(() => encodeScript('é'.repeat(MAX_SCRIPT_BYTES / 2 + 1))).toThrow(code('too-large'));
  });
});
