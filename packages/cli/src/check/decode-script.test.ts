import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxEncodingFindings } from '../limits.ts';
import { decodeScript } from './decode-script.ts';

test.each([
  [[0x6b], 'k', []],
  [[0xef, 0xbb, 0xbf, 0x6b], '\uFEFFk', []],
  [[0xef, 0xbf, 0xbd], '\uFFFD', []],
  [[0xc3, 0xa4, 0xf0, 0x9f, 0x98, 0x80], 'ä😀', []],
  [[0x61, 0xfc, 0x62], 'a\uFFFDb', [[1, 2]]],
  [
    [0xfc, 0xe4, 0x61, 0xff],
    '\uFFFD\uFFFDa\uFFFD',
    [
      [0, 2],
      [3, 4],
    ],
  ],
  [[0xe2, 0x82], '\uFFFD\uFFFD', [[0, 2]]],
  [[0xc0, 0x80], '\uFFFD\uFFFD', [[0, 2]]],
  [[0xed, 0xa0, 0x80], '\uFFFD\uFFFD\uFFFD', [[0, 3]]],
])('%j', (bytes, text, ranges) => {
  const decoded = decodeScript(Uint8Array.from(bytes), 'x');
  expect(decoded.text).toBe(text);
  expect(decoded.diagnostics.map(({ from, to }) => [from, to])).toEqual(ranges);
});

test('agrees with the decoder of the platform on what is UTF-8', () => {
  const byte = fc.oneof(
    fc.integer({ min: 32, max: 255 }).filter((value) => value !== 127),
    fc.constantFrom(0xe2, 0x82, 0xac, 0xf0),
  );
  fc.assert(
    fc.property(fc.array(byte), (list) => {
      const bytes = Uint8Array.from(list);
      let valid = true;
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      } catch {
        valid = false;
      }
      expect(decodeScript(bytes, 'x').diagnostics.length === 0).toBe(valid);
    }),
  );
});

test.each([
  [[0x6b, 0], 'x is no Sieve script: it holds a NUL byte, as only binary files do.'],
  [[0xff, 0xfe, 0x6b, 0], 'x is in UTF-16, and Sieve scripts are in UTF-8. Save it as UTF-8.'],
  [[0xfe, 0xff, 0, 0x6b], 'x is in UTF-16, and Sieve scripts are in UTF-8. Save it as UTF-8.'],
  [
    [0x1f, 0x8b, 8, 4, 0x6b, 0xff],
    'x is no Sieve script: it holds control characters, as only binary files do.',
  ],
])('refuses %j with a sentence', (bytes, sentence) => {
  expect(() => decodeScript(Uint8Array.from(bytes), 'x')).toThrow(sentence);
});

test.each([
  ['a text in Latin-1 with one control character', [0xfc, ...Array(40).fill(0x61), 1]],
  ['control characters in UTF-8', [1, 2, 3, 0x6b]],
])('takes %s for a script', (_, bytes) => {
  expect(() => decodeScript(Uint8Array.from(bytes), 'x')).not.toThrow();
});

test('tells of the first runs only', () => {
  const bytes = Uint8Array.from({ length: 200 }, (_, index) => (index % 2 ? 0x61 : 0xff));
  expect(decodeScript(bytes, 'x').diagnostics).toHaveLength(maxEncodingFindings);
});
