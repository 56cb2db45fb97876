import { expect, it } from 'vitest';
import { clientLimits } from '../limits.ts';
import { LineParser, type WireLine } from './line-parser.ts';
import { readResponse } from './read-response.ts';

function line(text: string): WireLine {
  const parser = new LineParser(clientLimits);
  parser.push(Buffer.from(text));
  return parser.next() as WireLine;
}

it.each([
  ['OK\r\n', { status: 'OK' }],
  ['ok "Done"\r\n', { status: 'OK', text: 'Done' }],
  ['NO {4}\r\na\r\nb\r\n', { status: 'NO', text: 'a\r\nb' }],
  [
    'NO (quota/maxsize) "Big"\r\n',
    { status: 'NO', code: { name: 'QUOTA/MAXSIZE', args: [] }, text: 'Big' },
  ],
  [
    'OK (TAG {1}\r\nt) "Done"\r\n',
    { status: 'OK', code: { name: 'TAG', args: ['t'] }, text: 'Done' },
  ],
  [
    'OK (X a (b "c") d) "e"\r\n',
    { status: 'OK', code: { name: 'X', args: ['a', 'b', 'c', 'd'] }, text: 'e' },
  ],
  ['OK () "e"\r\n', { status: 'OK', text: 'e' }],
  ['BYE (TRYLATER\r\n', { status: 'BYE', code: { name: 'TRYLATER', args: [] } }],
  ['NO "Script "a\\b" is bad"\r\n', { status: 'NO', text: 'Script "a\\b" is bad' }],
  [
    'NO (ACTIVE) "bad \\escape"\r\n',
    { status: 'NO', code: { name: 'ACTIVE', args: [] }, text: 'bad \\escape' },
  ],
  ['"OK"\r\n', undefined],
  ['OKAY\r\n', undefined],
  ['\r\n', undefined],
])('reads %j', (text, expected) => {
  expect(readResponse(line(text))).toEqual(expected);
});
