import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serverLimits } from '../limits.ts';
import { encodeLine, encodeLiteral, encodeResponse, encodeString, type Side } from './encode.ts';
import { LineParser } from './line-parser.ts';

const long = 'x'.repeat(1025);

describe('encodeString', () => {
  it.each<[string, string, string]>([
    ['main', '"main"', '"main"'],
    ['', '""', '""'],
    ['q"uo\\te', '"q\\"uo\\\\te"', '"q\\"uo\\\\te"'],
    ['é', '{2+}\r\né', '"é"'],
    ['a\r\nb', '{4+}\r\na\r\nb', '{4}\r\na\r\nb'],
    ['\x7f', '{1+}\r\n\x7f', '{1}\r\n\x7f'],
    ['\0', '{1+}\r\n\0', '{1}\r\n\0'],
    [long, `{1025+}\r\n${long}`, `{1025}\r\n${long}`],
  ])('writes %j', (value, byClient, byServer) => {
    expect(encodeString(value, 'client').toString()).toBe(byClient);
    expect(encodeString(value, 'server').toString()).toBe(byServer);
  });

  it('is read back as it was, whatever the octets', () => {
    const side = fc.constantFrom<Side>('client', 'server');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), side, (value, by) => {
        const parser = new LineParser(serverLimits);
        parser.push(encodeLine('X', encodeString(value, by), encodeLiteral(value, by)));
        const expected = { kind: 'string', bytes: Buffer.from(value) };
        const line = parser.next();
        expect(line?.fault).toBeNull();
        expect(line?.tokens).toEqual([{ kind: 'atom', text: 'X' }, expected, expected]);
        expect(parser.empty).toBe(true);
      }),
    );
  });
});

it.each([
  [{ status: 'OK', text: 'Done.' }, 'OK "Done."\r\n'],
  [{ status: 'NO', code: 'NONEXISTENT', text: 'No.' }, 'NO (NONEXISTENT) "No."\r\n'],
  [{ status: 'OK', code: 'TAG', argument: 'a"', text: '' }, 'OK (TAG "a\\"") ""\r\n'],
  [{ status: 'OK', code: 'WARNINGS', text: 'a\nb' }, 'OK (WARNINGS) {3}\r\na\nb\r\n'],
] as const)('encodeResponse writes %j', (response, expected) => {
  expect(encodeResponse(response).toString()).toBe(expected);
});
