import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Learning } from '../learning.ts';
import { defaultLimits } from '../limits.ts';
import { createNamer } from './file-name.ts';
import { createFolderSync } from './folder-sync.ts';
import { openSpool, type Spool } from './spool.ts';

const learning: Learning = {
  user: 'alice',
  verdict: 'spam',
  cause: 'copy',
  from: 'INBOX',
  to: 'Jünk',
};

let folder: string;
let spool: Spool;

async function reopen(): Promise<Spool> {
  await spool.close();
  spool = await openSpool(folder, defaultLimits);
  return spool;
}

async function put(message: string): ReturnType<Awaited<ReturnType<Spool['begin']>>['commit']> {
  const writer = await spool.begin(learning);
  await writer.write(Buffer.from(message));
  return writer.commit();
}

beforeEach(async () => {
  folder = await mkdtemp('/tmp/sk-spool-');
  spool = await openSpool(folder, defaultLimits);
});
afterEach(async () => {
  await spool.close();
  await rm(folder, { recursive: true });
});

describe('openSpool', () => {
  it('keeps a message with its head, and gives the message back alone', async () => {
    const entry = await put('Subject: x\r\n\r\nbody');
    const file = await readFile(join(folder, 'new', entry.id), 'utf8');
    const [head, ...message] = file.split('\n');
    expect(JSON.parse(head ?? '')).toEqual({ v: 1, ...learning, received: entry.received });
    expect(message.join('\n')).toBe('Subject: x\r\n\r\nbody');
    const body = await spool.read(entry);
    expect(body && (await text(body))).toBe('Subject: x\r\n\r\nbody');
    expect(entry.messageBytes).toBe(18);
  });

  it('is private', async () => {
    const entry = await put('x');
    const modes = await Promise.all(
      ['.', 'tmp', 'new', 'dead', join('new', entry.id)].map(
        async (path) => (await stat(join(folder, path))).mode & 0o777,
      ),
    );
    expect(modes).toEqual([0o700, 0o700, 0o700, 0o700, 0o600]);
  });

  it('closes a folder that was open to others', async () => {
    await chmod(folder, 0o755);
    await reopen();
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('keeps the way open for the emergency spooler, which may be at work just then', async () => {
    await chmod(folder, 0o710);
    await reopen();
    expect((await stat(folder)).mode & 0o777).toBe(0o710);
  });

  it('gives the same digest to the same message, however it was cut', async () => {
    const writer = await spool.begin(learning);
    for (const byte of 'message') await writer.write(Buffer.from(byte));
    expect((await writer.commit()).digest).toBe((await put('message')).digest);
  });

  it('recovers what waits, in the order in which it came, and exactly as it was', async () => {
    const entries = [await put('one'), await put('two'), await put('')];
    expect((await reopen()).recovered).toEqual(entries);
  });

  it('removes what was begun and never finished', async () => {
    await writeFile(join(folder, 'tmp/1.abc'), 'half');
    expect((await reopen()).unfinished).toBe(1);
    expect(await readdir(join(folder, 'tmp'))).toEqual([]);
  });

  it('leaves nothing of a message that is discarded', async () => {
    const writer = await spool.begin(learning);
    await writer.write(Buffer.from('half'));
    await writer.discard();
    expect([
      ...(await readdir(join(folder, 'tmp'))),
      ...(await readdir(join(folder, 'new'))),
    ]).toEqual([]);
  });

  it('takes no more than it may hold, and takes again what there is room for', async () => {
    await spool.close();
    const limits = { ...defaultLimits, spoolBytes: 1000 };
    spool = await openSpool(folder, limits);
    const [kept, ...refused] = [await spool.begin(learning), await spool.begin(learning)];
    await kept?.write(Buffer.alloc(700));
    await expect(refused[0]?.write(Buffer.alloc(700))).rejects.toMatchObject({ code: 'spool' });
    await refused[0]?.discard();
    const entry = await kept?.commit();
    await spool.close();
    spool = await openSpool(folder, limits);
    expect(spool.bytes()).toBe((entry?.headBytes ?? 0) + 700);
    await expect(put('x'.repeat(700))).rejects.toThrow('the spool is full');
    if (entry) await spool.remove(entry);
    expect(spool.bytes()).toBe(0);
    await put('x'.repeat(700));
  });

  it('finds what somebody else has put there, once, and nothing of its own', async () => {
    const entry = await put('x');
    const id = entry.id.replace(/^\d{3}/, '001');
    await writeFile(join(folder, 'new', id), await readFile(join(folder, 'new', entry.id)));
    expect((await spool.findNew()).entries).toEqual([{ ...entry, id }]);
    expect((await spool.findNew()).entries).toEqual([]);
    expect(spool.bytes()).toBe(2 * (entry.headBytes + entry.messageBytes));
    await spool.remove(entry);
    await spool.remove({ ...entry, id });
    expect([spool.bytes(), (await spool.findNew()).entries]).toEqual([0, []]);
  });

  it('puts a file that is not readable as a message aside, with the reason', async () => {
    const id = `1234567890123456.${'a'.repeat(32)}`;
    await writeFile(join(folder, 'new', id), '{"v":1}\nmessage');
    await writeFile(join(folder, 'new/README'), 'left alone');
    const { broken, recovered } = await reopen();
    expect(recovered).toEqual([]);
    expect(broken).toMatchObject([
      { id, reason: 'the first line does not describe a message to learn' },
    ]);
    expect(JSON.parse(await readFile(join(folder, 'dead', `${id}.json`), 'utf8'))).toMatchObject({
      reason: 'broken',
    });
    expect(await readdir(join(folder, 'new'))).toEqual(['README']);
  });

  it('recovers a message whose mailbox has a long name', async () => {
    const writer = await spool.begin({ ...learning, to: 'x'.repeat(5000) });
    await writer.write(Buffer.from('message'));
    const entry = await writer.commit();
    expect((await reopen()).recovered).toEqual([entry]);
  });

  it('reads only so far for the end of the first line', async () => {
    const { id } = await put('x');
    await spool.close();
    spool = await openSpool(folder, { ...defaultLimits, spoolHeadBytes: 20 });
    expect(spool.broken).toMatchObject([{ id, reason: 'the first line has no end' }]);
  });

  it('buries a message with what the controller said', async () => {
    const entry = await put('x');
    await spool.bury(entry, { reason: 'rejected', detail: '400 Empty body', status: 400 });
    expect((await readdir(join(folder, 'dead'))).sort()).toEqual([entry.id, `${entry.id}.json`]);
    expect((await reopen()).recovered).toEqual([]);
  });

  it('says in the name of the file that a message was sent, and knows it after a kill', async () => {
    const entry = await put('x');
    (await spool.read(entry))?.destroy();
    expect(await readdir(join(folder, 'new'))).toEqual([`${entry.id}.tried`]);
    expect((await reopen()).recovered).toEqual([{ ...entry, tried: true }]);
    const body = await spool.read(entry);
    expect(body && (await text(body))).toBe('x');
    await spool.remove(entry);
    expect(await readdir(join(folder, 'new'))).toEqual([]);
  });

  it('does not mind that a file is gone', async () => {
    const entry = await put('x');
    await spool.remove(entry);
    await spool.remove(entry);
    expect(await spool.read(entry)).toBeNull();
  });

  it('belongs to one daemon at a time', async () => {
    await expect(openSpool(folder, defaultLimits)).rejects.toMatchObject({ code: 'in-use' });
    expect((await reopen()).recovered).toEqual([]);
  });

  it('says so when the folder cannot be made', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(openSpool(join(folder, 'file/spool'), defaultLimits)).rejects.toMatchObject({
      code: 'spool',
      message: expect.stringContaining('cannot create the spool'),
    });
  });

  it('refuses a folder whose lock would not fit into a socket address', async () => {
    const long = join(folder, 'x'.repeat(100));
    await expect(openSpool(long, defaultLimits)).rejects.toMatchObject({ code: 'config' });
  });

  it('keeps nothing when the disk refuses the last step', async () => {
    const writer = await spool.begin(learning);
    await writer.write(Buffer.from('x'));
    await rm(join(folder, 'new'), { recursive: true });
    await expect(writer.commit()).rejects.toMatchObject({ code: 'spool' });
    await writer.discard();
    expect(await readdir(join(folder, 'tmp'))).toEqual([]);
    await mkdir(join(folder, 'new'));
  });
});

describe('createNamer', () => {
  it('goes on upwards when the clock is set back', () => {
    let now = 2_000_000_000_000;
    const name = createNamer(0, () => now);
    const first = name('a');
    now -= 100_000;
    expect([first, name('a'), name('a')]).toEqual([
      '2000000000000000.a',
      '2000000000000001.a',
      '2000000000000002.a',
    ]);
  });

  it('goes on after what waits already', () => {
    expect(createNamer(3_000_000_000_000_000, () => 1)('a')).toBe('3000000000000001.a');
  });
});

describe('createFolderSync', () => {
  it('shares one fsync among all that come while another is running, and never an earlier one', async () => {
    const finish: (() => void)[] = [];
    const sync = vi.fn(() => new Promise<void>((resolve) => finish.push(resolve)));
    const syncFolder = createFolderSync({ sync });
    const first = syncFolder();
    await Promise.resolve();
    await Promise.resolve();
    const others = [syncFolder(), syncFolder(), syncFolder()];
    await delay(5);
    expect(sync).toHaveBeenCalledTimes(1);
    finish.shift()?.();
    await first;
    await vi.waitFor(() => expect(sync).toHaveBeenCalledTimes(2));
    finish.shift()?.();
    await Promise.all(others);
    expect(sync).toHaveBeenCalledTimes(2);
  });

  it('tells all that shared a failure, and works again afterwards', async () => {
    const sync = vi.fn(async () => {});
    sync.mockRejectedValueOnce(new Error('EIO'));
    const syncFolder = createFolderSync({ sync });
    const results = await Promise.allSettled([syncFolder(), syncFolder()]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(syncFolder()).resolves.toBeUndefined();
  });
});
