import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import { run } from '../program.ts';

const folder = mkdtempSync(join(tmpdir(), 'sievekit-include-'));
afterAll(() => rmSync(folder, { recursive: true }));

const files: Record<string, string> = {
  'main.sieve': 'require "include";\ninclude "lists";\ninclude :optional "holidays";\n',
  'lists.sieve': 'require "include";\ninclude "work";\n',
  work: 'require "include";\ninclude "lists";\n',
  'self.sieve': 'require "include";\ninclude "self";\n',
  'lost.sieve': 'require "include";\ninclude "gone";\n',
  'outside.sieve': 'require "include";\ninclude "../main";\n',
  'fine.sieve': 'require "include";\ninclude :once "fine";\n',
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);

it.each([
  [
    'a circle by way of a file that was not named',
    ['main.sieve', 'lists.sieve'],
    1,
    ['lists.sieve:2:9: error: When this runs, it fails: the scripts include one another'],
  ],
  [
    'a circle',
    ['main.sieve', 'lists.sieve', 'work'],
    1,
    ['work:2:9: error: When this runs, it fails: the scripts include one another in a circle'],
  ],
  [
    'a script that includes itself, alone',
    ['self.sieve'],
    1,
    ['self.sieve:2:9: error: When this runs, it fails: the script includes itself'],
  ],
  ['one that is not there, alone', ['lost.sieve'], 0, []],
  [
    'one that is not there, among others',
    ['lost.sieve', 'fine.sieve'],
    0,
    ['lost.sieve:2:9: warning: There is no script “gone” here'],
  ],
])('%s', async (_, names, code, expected) => {
  const terminal = recordTerminal();
  const status = await run(['check', ...names.map((name) => join(folder, name))], terminal);
  const told = terminal
    .output()
    .split('\n')
    .filter((line) => /include-loop|missing-include/.test(line))
    .map((line) => line.slice(folder.length + 1));
  expect(told.map((line, index) => line.slice(0, expected[index]?.length ?? 0))).toEqual(expected);
  expect(status).toBe(code);
});

it('never looks outside of the folder', async () => {
  const terminal = recordTerminal();
  await run(['check', join(folder, 'outside.sieve'), join(folder, 'fine.sieve')], terminal);
  expect(terminal.output()).toContain('[script-name]');
});
