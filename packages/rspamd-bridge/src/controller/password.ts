import { readFile, stat } from 'node:fs/promises';
import { BridgeError, messageOf } from '../error.ts';

/** The controller's password, read from its file whenever that has changed. */
export interface Password {
  /** @throws BridgeError `password`; the message names the file, never what stands in it */
  read(): Promise<string>;
  /** Whether the file is another than the one that was read last. */
  hasChanged(): Promise<boolean>;
}

/** The first line of the file, without its line end. */
export function createPasswordFile(path: string): Password {
  let seen: string | null = null;
  let password: string | null = null;

  return {
    async read() {
      const stamp = await stampOf(path);
      if (password === null || seen !== stamp) {
        seen = stamp;
        password = null;
        password = await readFirstLine(path);
      }
      return password;
    },
    hasChanged: async () => (await stampOf(path)) !== seen,
  };
}

async function stampOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => null);
  return found === null ? '' : `${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}`;
}

async function readFirstLine(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new BridgeError('password', `cannot read the password file: ${messageOf(cause)}`, {
      cause,
    });
  });
  const password = text.split('\n', 1)[0]?.replace(/\r$/, '') ?? '';
  if (password === '')
    throw new BridgeError(
      'password',
      `${path} begins with an empty line; put the controller's password there`,
    );
  if (!/^[\x20-\x7e]+$/.test(password)) {
    throw new BridgeError(
      'password',
      `${path} holds a character that cannot stand in a header of HTTP`,
    );
  }
  return password;
}
