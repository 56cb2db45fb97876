import { authenticate } from './authenticate.ts';
import { capability } from './capability.ts';
import { checkScript } from './check-script.ts';
import type { Command } from './command.ts';
import { deleteScript } from './delete-script.ts';
import { getScript } from './get-script.ts';
import { haveSpace } from './have-space.ts';
import { listScripts } from './list-scripts.ts';
import { logout } from './logout.ts';
import { noop } from './noop.ts';
import { putScript } from './put-script.ts';
import { renameScript } from './rename-script.ts';
import { setActive } from './set-active.ts';
import { starttls } from './starttls.ts';
import { unauthenticate } from './unauthenticate.ts';

const all = [
  authenticate,
  starttls,
  logout,
  capability,
  haveSpace,
  putScript,
  listScripts,
  setActive,
  getScript,
  deleteScript,
  renameScript,
  checkScript,
  noop,
  unauthenticate,
];

const byName = new Map<string, Command>(all.map((command) => [command.name, command]));

/** The command of that name, in any case. */
export function findCommand(name: string): Command | undefined {
  return byName.get(name.toUpperCase());
}
