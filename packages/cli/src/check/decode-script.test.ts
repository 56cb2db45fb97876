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
  const byte = fc.oneof(fc.integer({ min: 1, max: 255 }), fc.constantFrom(0xe2, 0x82, 0xac, 0xf0));
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

test('tells of the first runs only', () => {
  const bytes = Uint8Array.from({ length: 200 }, (_, index) => (index % 2 ? 0x61 : 0xff));
  expect(decodeScript(bytes, 'x').diagnostics).toHaveLength(maxEncodingFindings);
});
