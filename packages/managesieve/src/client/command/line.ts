import { ManageSieveError } from '../../error.ts';
import type { CommandName } from '../../protocol/command.ts';
import { toPrintable } from '../../protocol/printable.ts';
import { findNameFault } from '../../protocol/script-name.ts';
import { encodeLine, encodeString } from '../../wire/encode.ts';

/** Writes a command line; what follows the name is encoded already. */
export function commandLine(name: CommandName, ...args: (string | Uint8Array)[]): Buffer {
  return encodeLine(name, ...args);
}

/**
 * Writes a script name after looking at it: a name that a server cannot decode could make it read
 * the script as commands.
 *
 * @throws ManageSieveError `invalid-name`
 */
export function encodeScriptName(name: string): Buffer {
  const fault = findNameFault(name);
  if (fault !== null) {
    throw new ManageSieveError(
      'invalid-name',
      `The script name ${toPrintable(JSON.stringify(name))} ${fault}.`,
    );
  }
  return encodeString(name, 'client');
}
