import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { BridgeError, messageOf, systemCode } from '../error.ts';

const NAME = /^[0-9a-f]{12}$/;

/**
 * The name of a spool among those of other machines: 12 hex digits, made the first time, in the
 * file `name`. A copy of a spool must not take it along.
 *
 * @throws BridgeError `spool` when it cannot be kept
 */
export async function readOrigin(folder: string): Promise<string> {
  const path = join(folder, 'name');
  try {
    const found = await readFile(path, 'utf8').catch((error: unknown) => {
      if (systemCode(error) !== 'ENOENT') throw error;
      return '';
    });
    if (NAME.test(found.trim())) return found.trim();
    const name = randomBytes(6).toString('hex');
    const file = await open(`${path}.new`, 'w', 0o600);
    try {
      await file.writeFile(`${name}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.new`, path);
    return name;
  } catch (cause) {
    throw new BridgeError('spool', `cannot keep the spool's name in ${path}: ${messageOf(cause)}`, {
      cause,
    });
  }
}
