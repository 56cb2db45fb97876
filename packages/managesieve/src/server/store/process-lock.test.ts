import { lstat, lutimes, mkdtemp, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lockLimits } from '../../limits.ts';
import { nameHolder } from './lock-holder.ts';
import { withProcessLock } from './process-lock.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sk-lock-'));
  path = join(folder, 'lock');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const isThere = () =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** As if another process had made it. */
const hold = async (holder: string) => await symlink(holder, path);

describe.skipIf(process.platform === 'win32')('withProcessLock', () => {
  it('lets one at a time work, says who, and leaves nothing', async () => {
    let inside = 0;
    const work = async (abandoned: boolean) => {
      expect([++inside, abandoned]).toEqual([1, false]);
      expect(await readlink(path)).toContain(`pid ${process.pid} `);
      inside--;
    };
    await Promise.all(Array.from({ length: 20 }, () => withProcessLock(path, work)));
    expect(await isThere()).toBe(false);
  });

  it('lets go after work that failed', async () => {
    const failing = withProcessLock(path, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await isThere()).toBe(false);
  });

  it('waits until another has let go', async () => {
    await hold(`${await nameHolder()} other`);
    setTimeout(() => void rm(path), 60);
    const started = performance.now();
    expect(await withProcessLock(path, async (abandoned) => abandoned)).toBe(false);
    expect(performance.now() - started).toBeGreaterThan(40);
  });

  it('gives up when another does not let go, and leaves its lock', async () => {
    vi.spyOn(performance, 'now')
      .mockReturnValueOnce(0)
      .mockReturnValue(lockLimits.wait + 1);
    const holder = `${await nameHolder()} other`;
    await hold(holder);
    const waiting = withProcessLock(path, async () => {});
    await expect(waiting).rejects.toMatchObject({ code: 'storage' });
    expect(await readlink(path)).toBe(holder);
  });

  it.each<[string, (own: string) => string]>([
    ['has ended', (own) => own.replace(/pid \d+/, `pid ${2 ** 30}`)],
    ['was another with that number', (own) => own.replace(/^(pid \d+) \S+/, '$1 1')],
    ['ran before the machine was started anew', (own) => own.replace(/\S+ (\S+)$/, 'x $1')],
  ])('takes over from one who %s, and tells', async (_, change) => {
    await hold(`${change(await nameHolder())} other`);
    expect(await withProcessLock(path, async (abandoned) => abandoned)).toBe(true);
    expect(await isThere()).toBe(false);
  });

  it.each(['nonsense', 'elsewhere'])('takes over from %s only after a while', async (what) => {
    const own = await nameHolder();
    await hold(what === 'nonsense' ? what : `${own.replace(/\S+$/, 'pid:[1]')} other`);
    const waiting = withProcessLock(path, async (abandoned) => abandoned);
    await new Promise((done) => setTimeout(done, 60));
    const before = (Date.now() - lockLimits.age) / 1000 - 1;
    await lutimes(path, before, before);
    expect(await waiting).toBe(true);
  });

  it('leaves the lock of somebody who took it for abandoned', async () => {
    const other = `${await nameHolder()} other`;
    await withProcessLock(path, async () => {
      await rm(path);
      await hold(other);
    });
    expect(await readlink(path)).toBe(other);
  });

  it('does not take a file for a lock of somebody who lives', async () => {
    await writeFile(path, '');
    const before = (Date.now() - lockLimits.age) / 1000 - 1;
    await lutimes(path, before, before);
    expect(await withProcessLock(path, async (abandoned) => abandoned)).toBe(true);
  });

  it('says so when there is no folder', async () => {
    const missing = withProcessLock(join(folder, 'none/lock'), async () => {});
    await expect(missing).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
