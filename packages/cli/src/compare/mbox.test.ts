import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limits } from '@sievekit/interpreter';
import { afterAll, expect, it } from 'vitest';
import { readMbox } from './mbox.ts';

const folder = mkdtempSync(join(tmpdir(), 'sievekit-mbox-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(octets: string | Uint8Array): Promise<(string | null)[]> {
  const path = join(folder, 'box');
  writeFileSync(path, octets);
  const found: (string | null)[] = [];
  for await (const one of readMbox(path)) found.push(one && Buffer.from(one).toString());
  return found;
}

const large = 'y'.repeat(1024 * 1024 - 20);

it.each<[string, string, string[]]>([
  ['one message', 'From x\nA: b\n\nc\n', ['A: b\n\nc\n']],
  ['two', 'From x\nA: b\n\nc\n\nFrom y\nD: e\n\n', ['A: b\n\nc\n', 'D: e\n']],
  ['CRLF', 'From x\r\nA: b\r\n\r\nc\r\n\r\nFrom y\r\n\r\n', ['A: b\r\n\r\nc\r\n', '']],
  ['From in a text', 'From x\n\na\nFrom here\n', ['\na\nFrom here\n']],
  ['quotes', 'From x\n\n>From a\n>>From b\n> From\n', ['\nFrom a\n>From b\n> From\n']],
  ['a separator across reads', `From x\n\n${large}\n\nFrom y\n\nb\n`, [`\n${large}\n`, '\nb\n']],
  ['a line alone', 'From x', ['']],
  ['nothing', '', []],
])('reads %s', async (_, text, expected) => {
  expect(await read(text)).toEqual(expected);
});

it('reads on behind a message that is too large', async () => {
  const size = limits.messageSize + 2 * 1024 * 1024;
  const huge = Buffer.concat([Buffer.from('From x\n\n'), Buffer.alloc(size, 'y')]);
  const box = Buffer.concat([huge, Buffer.from('\n\nFrom y\n\nb\n')]);
  expect(await read(box)).toEqual([null, '\nb\n']);
});
