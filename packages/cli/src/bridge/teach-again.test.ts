import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import { run } from '../program.ts';

const id = (digit: string) => `${digit.repeat(16)}.${digit.repeat(32)}`;
const head = { v: 1, user: 'alice', verdict: 'spam', cause: 'copy', from: 'INBOX', to: 'Junk' };

let spool: string;
beforeEach(async () => {
  spool = await mkdtemp('/tmp/sk-undo-');
  for (const name of ['new', 'learned', 'tmp']) await mkdir(join(spool, name));
  const kept = [
    ['1', { received: '2026-11-01T00:00:00.000Z' }],
    ['2', { received: '2026-11-20T00:00:00.000Z', user: 'bob' }],
    ['3', { received: '2026-11-20T00:00:00.000Z', verdict: 'ham', cause: 'undo' }],
  ] as const;
  for (const [digit, more] of kept)
    await writeFile(
      join(spool, 'learned', id(digit)),
      `${JSON.stringify({ ...head, ...more })}\nSubject: x\r\n\r\nbody`,
    );
});
afterEach(() => rm(spool, { recursive: true }));

async function bridge(...args: string[]): Promise<[number, string, string]> {
  const terminal = recordTerminal();
  const code = await run(['bridge', ...args, '--spool', spool], terminal);
  return [code, terminal.output(), terminal.errors()];
}

async function waiting(): Promise<string[]> {
  const names = await readdir(join(spool, 'new'));
  const files = await Promise.all(names.map((name) => readFile(join(spool, 'new', name), 'utf8')));
  return files
    .map((file) => JSON.parse(file.split('\n')[0] ?? ''))
    .map(({ user, verdict, cause }) => `${user} ${verdict} ${cause}`)
    .sort();
}

describe('sievekit bridge undo', () => {
  it('has the opposite learned, and undoes nothing twice', async () => {
    const [code, output, errors] = await bridge('undo', '--all');
    expect([code, output.split('\n')]).toMatchObject([0, { length: 3 }]);
    expect(errors).toMatch(/^2 put into the spool, to be learned as the opposite/);
    expect(await waiting()).toEqual(['alice ham undo', 'bob ham undo']);
    expect(await readdir(join(spool, 'learned'))).toEqual([id('3')]);
  });

  it.each([
    [['--user', 'bob'], ['bob ham undo']],
    [['--since', '2026-11-10'], ['bob ham undo']],
    [['--until', '2026-11-10'], ['alice ham undo']],
    [['--verdict', 'ham'], []],
    [['--since', '0m'], []],
  ])('takes what %j says', async (args, expected) => {
    expect((await bridge('undo', ...args))[0]).toBe(0);
    expect(await waiting()).toEqual(expected);
  });

  it('changes nothing in a dry run', async () => {
    const [code, output] = await bridge('undo', '--all', '--dry-run', '--json');
    expect([code, JSON.parse(output)]).toMatchObject([0, [{ id: id('1') }, { id: id('2') }]]);
    expect(await waiting()).toEqual([]);
  });

  it.each([
    [[], /Say which/],
    [['--verdict', 'eggs'], /spam or ham/],
    [['--since', 'soon'], /no moment/],
  ])('says what is wrong with %j', async (args, message) => {
    const [code, , errors] = await bridge('undo', ...args);
    expect(code).toBe(2);
    expect(errors).toMatch(message);
  });
});

describe('sievekit bridge relearn', () => {
  it('has the same learned once more, undone or not', async () => {
    expect((await bridge('relearn', '--user', 'alice'))[0]).toBe(0);
    expect(await waiting()).toEqual(['alice ham relearn', 'alice spam relearn']);
  });
});
