import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordTerminal } from '../test/recorded-terminal.ts';
import { run } from './program.ts';
import { runQuickCheck } from './quick-check.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sievekit-quick-'));
  await writeFile(join(folder, 'good.sieve'), 'keep;\n');
  await writeFile(join(folder, 'bad.sieve'), 'keep;\nfileinto "Junk";\n');
});
afterAll(() => rm(folder, { recursive: true }));

it.each([
  [['check', 'good.sieve'], 0],
  [['check', 'good.sieve', 'bad.sieve'], 1],
  [['check', '--json', 'bad.sieve'], 1],
  [['check', '-'], 0],
  [['check', 'nowhere.sieve'], 2],
] as const)(
  '%j ends with %i, with and without the library that reads command lines',
  async (args, code) => {
    const inFolder = args.map((arg) => (arg.endsWith('.sieve') ? join(folder, arg) : arg));
    const quick = recordTerminal({ input: 'keep;' });
    const slow = recordTerminal({ input: 'keep;' });
    expect(await runQuickCheck(inFolder, quick)).toBe(code);
    expect(await run(inFolder, slow)).toBe(code);
    expect([quick.output(), quick.errors()]).toEqual([slow.output(), slow.errors()]);
  },
);

it.each([
  [[]],
  [['check']],
  [['check', '--json']],
  [['check', '--help']],
  [['check', 'a.sieve', '--json']],
  [['check', '--', 'a.sieve']],
  [['remote', 'ls']],
] as const)('%j is left to that library', async (args) => {
  expect(await runQuickCheck(args, recordTerminal())).toBeNull();
});
