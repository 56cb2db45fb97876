import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstat, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimSocket } from './claim-socket.ts';
import { protectSocket } from './socket-group.ts';

let folder: string;
let path: string;
const servers: Server[] = [];

async function claim(): Promise<void> {
  const server = createServer((socket) => socket.destroy());
  await claimSocket(server, path, 8);
  servers.push(server);
}

/** A socket whose daemon was killed. */
async function leaveStale(): Promise<void> {
  const code = `require('net').createServer().listen(${JSON.stringify(path)}, () => console.log('up'))`;
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

beforeEach(async () => {
  folder = await mkdtemp('/tmp/sk-claim-');
  path = join(folder, 's');
});
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

describe('claimSocket', () => {
  it('leaves a socket alone on which somebody answers', async () => {
    await claim();
    const { ino } = await lstat(path);
    await expect(claim()).rejects.toMatchObject({ code: 'in-use' });
    expect((await lstat(path)).ino).toBe(ino);
  });

  it('replaces the socket of a daemon that was killed, and leaves nothing else', async () => {
    await leaveStale();
    await claim();
    expect(await readdir(folder)).toEqual(['s']);
  });

  it('lets one of many have it that start at once over a stale socket', async () => {
    await leaveStale();
    const results = await Promise.allSettled(Array.from({ length: 8 }, claim));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each([
    { where: 'gone/s', says: 'is not there' },
    { where: 'file/s', says: 'is not a folder' },
  ])('tells of $where that its folder $says', async ({ where, says }) => {
    await writeFile(join(folder, 'file'), '');
    path = join(folder, where);
    await expect(claim()).rejects.toMatchObject({
      code: 'socket',
      message: expect.stringContaining(says),
    });
  });

  it('removes no file that is something else', async () => {
    await writeFile(path, 'precious');
    await expect(claim()).rejects.toMatchObject({ code: 'socket' });
    expect((await lstat(path)).isFile()).toBe(true);
  });

  it('says so when the folder is missing', async () => {
    path = join(folder, 'missing/s');
    await expect(claim()).rejects.toMatchObject({ code: 'socket' });
  });

  it('refuses a path that the system would cut', async () => {
    path = join(folder, 'x'.repeat(100));
    await expect(claim()).rejects.toMatchObject({ code: 'config' });
  });
});

describe('protectSocket', () => {
  it('lets owner and group write, and nobody else do anything', async () => {
    await claim();
    await protectSocket(path, process.getgid?.());
    const { mode, gid } = await stat(path);
    expect([mode & 0o777, gid]).toEqual([0o660, process.getgid?.()]);
  });

  it('knows a group by its name, and says so when there is none', async () => {
    await claim();
    if (process.getuid?.() === 0) {
      await protectSocket(path, 'daemon');
      expect((await stat(path)).gid).toBe(1);
    }
    await expect(protectSocket(path, 'no-such-group')).rejects.toMatchObject({
      code: 'config',
      message:
        'socketGroup "no-such-group" does not stand in /etc/group: create it, or give its number',
    });
  });
});
