import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultLimits } from '../limits.ts';
import { cleanSpool } from './cleaning.ts';

const day = 24 * 3_600_000;
const limits = { ...defaultLimits, keepAgeMs: 10 * day };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp('/tmp/sk-clean-');
  for (const name of ['dead', 'incoming', 'learned']) await mkdir(join(folder, name));
  const files = [
    'dead/1',
    'dead/1.json',
    'incoming/a.msg',
    'incoming/a.half',
    'learned/1',
    'learned/2',
  ];
  for (const name of files) await writeFile(join(folder, name), 'x'.repeat(100));
});
afterEach(() => rm(folder, { recursive: true }));

const left = async () => {
  const names = ['dead', 'incoming', 'learned'].map(async (name) =>
    (await readdir(join(folder, name))).map((file) => `${name}/${file}`),
  );
  return (await Promise.all(names)).flat().sort();
};
const after = (days: number) => Date.now() + days * day;

describe('cleanSpool', () => {
  it('counts what stands aside, and removes nothing that is young', async () => {
    expect(await cleanSpool(folder, limits)).toEqual({ aside: 400, dead: [], halves: 0, kept: 0 });
    expect(await left()).toHaveLength(6);
  });

  it.each([
    ['halves of messages after a day', 2, { aside: 300, dead: [], halves: 1, kept: 0 }],
    ['what was learned after its days', 11, { aside: 300, dead: [], halves: 1, kept: 2 }],
    ['dead letters after theirs', 91, { aside: 100, dead: ['1'], halves: 1, kept: 2 }],
  ])('removes %s, and never a whole message of incoming', async (_what, days, cleaned) => {
    expect(await cleanSpool(folder, limits, after(days))).toEqual(cleaned);
    expect(await left()).toContain('incoming/a.msg');
  });

  it('removes the oldest of what was learned where it is too much', async () => {
    expect(await cleanSpool(folder, { ...limits, keepBytes: 150 })).toMatchObject({ kept: 1 });
    expect(await left()).toContain('learned/2');
    expect(await left()).not.toContain('learned/1');
  });

  it('takes a folder that is not there for an empty one', async () => {
    await rm(join(folder, 'learned'), { recursive: true });
    expect((await cleanSpool(folder, limits)).kept).toBe(0);
  });
});
