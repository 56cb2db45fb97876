import { expect, it } from 'vitest';
import { lowerAscii, octetsToString, stringToOctets } from './octets.ts';

it('gives each octet one unit, and back', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
  const text = octetsToString(bytes);
  expect(Array.from(text, (unit) => unit.charCodeAt(0))).toEqual([...bytes]);
  expect(stringToOctets(text)).toEqual(bytes);
  for (const octet of [0, 0x80, 0xfe, 0xff]) {
    expect(octetsToString(Uint8Array.of(octet))).toBe(String.fromCharCode(octet));
  }
  expect(octetsToString(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe('\xef\xbb\xbfA');
});

it.each([
  ['ABC xyz', 'abc xyz'],
  ['\xc3\x89 \xc0A', '\xc3\x89 \xc0a'],
])('folds the letters of US-ASCII: %j', (text, expected) => {
  expect(lowerAscii(text)).toBe(expected);
});
