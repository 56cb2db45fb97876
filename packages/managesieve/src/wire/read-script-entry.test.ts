import { expect, it } from 'vitest';
import { clientLimits } from '../limits.ts';
import { LineParser, type WireLine } from './line-parser.ts';
import { readScriptEntry } from './read-script-entry.ts';

function line(text: string): WireLine {
  const parser = new LineParser(clientLimits);
  parser.push(Buffer.from(text));
  return parser.next() as WireLine;
}

it.each([
  ['"main"\r\n', 'main', false],
  ['"main" ACTIVE\r\n', 'main', true],
  ['"main"  active \r\n', 'main', true],
  ['{4}\r\nmain\r\n', 'main', false],
  ['{4}\r\nmain ACTIVE\r\n', 'main', true],
  ['{3}\r\na\nb\r\n', 'a\nb', false],
  ['"ünï→😀" ACTIVE\r\n', 'ünï→😀', true],
  // Dovecot escapes
  ['"q\\"uo\\\\te"\r\n', 'q"uo\\te', false],
  // Cyrus does not
  ['"q"uo\\te"\r\n', 'q"uo\\te', false],
  ['"q"uo\\te" ACTIVE\r\n', 'q"uo\\te', true],
  ['"a" "b"\r\n', 'a" "b', false],
  ['"a" ACTIVE"\r\n', 'a" ACTIVE', false],
])('reads %j', (text, name, active) => {
  expect(readScriptEntry(line(text))).toEqual({ name, active });
});

it.each(['{1}\r\na INACTIVE\r\n', '{1}\r\na ACTIVE ACTIVE\r\n', 'main\r\n', '"main\r\n', '\r\n'])(
  'refuses %j',
  (text) => {
    expect(() => readScriptEntry(line(text))).toThrow('cannot be read');
  },
);
