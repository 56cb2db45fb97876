import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import type { ExitCode } from '../failure.ts';
import { run } from '../program.ts';

const ids = ['1', '2', '3'].map((digit) => `${digit.repeat(16)}.${'a'.repeat(32)}`);
const head = {
  v: 1,
  user: 'alice',
  verdict: 'spam',
  cause: 'copy',
  from: 'INBOX',
  to: 'Ju\u001bnk',
  received: '2026-11-21T10:00:00.000Z',
};

let spool: string;
beforeEach(async () => {
  spool = await mkdtemp('/tmp/sk-queue-');
  for (const name of ['new', 'dead', 'tmp', 'incoming']) await mkdir(join(spool, name));
  const file = `${JSON.stringify(head)}\nSubject: x\r\n\r\nbody`;
  await writeFile(join(spool, 'new', `${ids[0]}`), file);
  await writeFile(join(spool, 'new', `${ids[1]}.tried`), file);
  await writeFile(join(spool, 'dead', `${ids[2]}`), file);
  const note = { reason: 'rejected', detail: '400 no', status: 400 };
  await writeFile(join(spool, 'dead', `${ids[2]}.json`), JSON.stringify(note));
});
afterEach(() => rm(spool, { recursive: true }));

async function queue(...args: string[]): Promise<[ExitCode, string]> {
  const terminal = recordTerminal();
  const code = await run(['bridge', 'queue', ...args, '--spool', spool], terminal);
  return [code, terminal.output() + terminal.errors()];
}

const line = (id: string | undefined, why: string): string =>
  `${id}  2026-11-21T10:00:00.000Z  alice  spam  INBOX → Ju\\u{1b}nk  18 bytes${why}\n`;

describe('sievekit bridge queue', () => {
  it('lists what waits, and what is dead', async () => {
    expect(await queue('ls')).toEqual([0, line(ids[0], '') + line(ids[1], '  tried')]);
    expect(await queue('dead')).toEqual([0, line(ids[2], '  rejected: 400 no')]);
  });

  it('writes JSON for programs', async () => {
    const [, text] = await queue('dead', '--json');
    expect(JSON.parse(text)).toMatchObject([{ id: ids[2], to: head.to, reason: 'rejected' }]);
  });

  it('shows a message by the beginning of its id, and the mail itself', async () => {
    expect(JSON.parse((await queue('show', '22'))[1])).toMatchObject({ id: ids[1], tried: true });
    expect(await queue('show', '33', '--message')).toEqual([0, 'Subject: x\r\n\r\nbody']);
  });

  it('puts a dead letter back', async () => {
    expect(await queue('retry', '3')).toEqual([0, `${ids[2]} waits again\n`]);
    expect(await readdir(join(spool, 'dead'))).toEqual([]);
    expect(await readdir(join(spool, 'new'))).toHaveLength(3);
  });

  it('puts all of them back', async () => {
    expect((await queue('retry', '--all'))[0]).toBe(0);
    expect(await readdir(join(spool, 'new'))).toHaveLength(3);
  });

  it('removes messages', async () => {
    expect((await queue('drop', '1', '3'))[0]).toBe(0);
    expect(await readdir(join(spool, 'new'))).toEqual([`${ids[1]}.tried`]);
    expect(await readdir(join(spool, 'dead'))).toEqual([]);
  });

  it.each([
    [['show', '9'], /There is no message 9/],
    [['drop', ''], /3 messages begin with/],
    [['retry'], /Say which/],
    [['retry', '1'], /1 is no dead letter: it waits/],
  ])('says what is wrong with %j', async (args, message) => {
    const [code, text] = await queue(...args);
    expect(code).toBe(2);
    expect(text).toMatch(message);
  });

  it('says so where there is no spool', async () => {
    await rm(join(spool, 'new'), { recursive: true });
    expect((await queue('ls'))[1]).toMatch(/cannot read the spool .* Run it as the bridge's user/);
  });
});
