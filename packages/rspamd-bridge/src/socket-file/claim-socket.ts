import { randomBytes } from 'node:crypto';
import { link, lstat, rename, stat, unlink } from 'node:fs/promises';
import { connect, type Server } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { BridgeError, messageOf, systemCode } from '../error.ts';

/** Linux keeps 108 bytes for a path and its final NUL; longer ones would be cut without a word. */
const PATH_BYTES = 107;
const ATTEMPTS = 5;
const SETTLE_MS = 20;

/**
 * Lets `server` listen on the UNIX socket `path`, which then is ours alone: a socket on which
 * somebody answers is left alone, one that nobody serves any more (its daemon was killed) is
 * replaced. The kernel ends the claim with the process, whatever way it dies.
 *
 * @throws BridgeError `in-use`, `socket` or `config`
 */
export async function claimSocket(server: Server, path: string, backlog: number): Promise<void> {
  if (Buffer.byteLength(path) > PATH_BYTES) {
    throw new BridgeError(
      'config',
      `${path} is ${Buffer.byteLength(path)} bytes long, and a socket's path has room for ${PATH_BYTES}: choose a shorter folder`,
    );
  }
  await requireFolder(path);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (await listen(server, path, backlog)) {
      if (await isStillOurs(path)) return;
      await stop(server);
    } else {
      await removeStale(path);
    }
  }
  throw new BridgeError(
    'in-use',
    `${path} changes hands while it is being opened: is another daemon starting?`,
  );
}

/** Node says "permission denied" where the folder of a socket is missing. */
async function requireFolder(path: string): Promise<void> {
  const folder = dirname(path);
  const why = await stat(folder).then(
    (found) => (found.isDirectory() ? '' : 'is not a folder: choose another path'),
    (error) => (systemCode(error) === 'ENOENT' ? 'is not there: create it' : ''),
  );
  if (why !== '') throw new BridgeError('socket', `cannot open ${path}: ${folder} ${why}`);
}

/** False when something stands at the path already. */
function listen(server: Server, path: string, backlog: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => {
      if (systemCode(error) === 'EADDRINUSE') resolve(false);
      else
        reject(
          new BridgeError('socket', `cannot open ${path}: ${messageOf(error)}`, { cause: error }),
        );
    };
    server.once('error', failed);
    server.listen({ path, backlog }, () => {
      server.off('error', failed);
      resolve(true);
    });
  });
}

/** Another daemon that started in the same moment may have taken our socket for a stale one. */
async function isStillOurs(path: string): Promise<boolean> {
  const before = await inode(path);
  await delay(SETTLE_MS);
  return before !== null && before === (await inode(path));
}

async function inode(path: string): Promise<bigint | null> {
  return lstat(path, { bigint: true }).then(
    (found) => found.ino,
    () => null,
  );
}

async function removeStale(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return;
  if (!found.isSocket()) {
    throw new BridgeError(
      'socket',
      `${path} is there and is not a socket: remove it, or choose another path`,
    );
  }
  await refuseWhenAnswered(path, path);
  // Renamed first: of two that start at once, one gets it, and looks at what it got.
  const aside = `${path.slice(0, PATH_BYTES - 9)}.${randomBytes(4).toString('hex')}`;
  try {
    await rename(path, aside);
    await refuseWhenAnswered(aside, path).catch(async (error) => {
      await link(aside, path).catch(() => {});
      throw error;
    });
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  } finally {
    await unlink(aside).catch(() => {});
  }
}

async function refuseWhenAnswered(path: string, name: string): Promise<void> {
  const code = await tryConnect(path);
  if (code === 'ECONNREFUSED' || code === 'ENOENT') return;
  if (code !== '') {
    throw new BridgeError('socket', `cannot find out whether ${name} is being served: ${code}`);
  }
  throw new BridgeError(
    'in-use',
    `another daemon answers on ${name}: stop it first, or choose another path`,
  );
}

/** An empty string when somebody answers, the system's error code otherwise. */
function tryConnect(path: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ path }, () => {
      socket.destroy();
      resolve('');
    });
    socket.once('error', (error) => resolve(systemCode(error) || messageOf(error)));
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
