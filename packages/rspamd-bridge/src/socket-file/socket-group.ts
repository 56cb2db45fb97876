import { chmod, chown, readFile } from 'node:fs/promises';
import { BridgeError, messageOf } from '../error.ts';

/** Read and write for owner and group: whoever may write to the socket may teach rspamd. */
const SOCKET_MODE = 0o660;

/**
 * Gives the socket its mode, 0660, and its group where one is named.
 *
 * @throws BridgeError `config` for an unknown group, `socket` when the system refuses
 */
export async function protectSocket(
  path: string,
  group: string | number | undefined,
): Promise<void> {
  const id = group === undefined ? undefined : await findGroup(group);
  try {
    if (id !== undefined) await chown(path, process.getuid?.() ?? -1, id);
    await chmod(path, SOCKET_MODE);
  } catch (cause) {
    throw new BridgeError(
      'socket',
      `cannot give ${path} to group ${group ?? 'of the daemon'}: ${messageOf(cause)}; the daemon's user must be a member of it`,
      { cause },
    );
  }
}

/**
 * A number stands for itself; a name is looked up in /etc/group.
 *
 * @throws BridgeError `config` when it does not stand there
 */
export async function findGroup(group: string | number): Promise<number> {
  if (typeof group === 'number') return group;
  const lines = (await readFile('/etc/group', 'utf8').catch(() => '')).split('\n');
  const found = lines.map((line) => line.split(':')).find(([name]) => name === group);
  const id = Number(found?.[2] ?? Number.NaN);
  if (Number.isInteger(id)) return id;
  throw new BridgeError(
    'config',
    `socketGroup ${JSON.stringify(group)} does not stand in /etc/group: create it, or give its number`,
  );
}
