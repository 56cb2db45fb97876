import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../.lab/bench/', import.meta.url));

/** Where packages of Debian are unpacked for the bench. */
export const benchRoot = join(folder, 'root');

/**
 * Fetches packages of Debian and unpacks them beside the lab, unless `file` is there already.
 *
 * @param {string} file below the unpacked tree
 * @param {readonly string[]} packages
 */
export function unpack(file, packages) {
  if (existsSync(join(benchRoot, file))) return;
  mkdirSync(folder, { recursive: true });
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = ['ignore', 'ignore', 'pipe'];
  const quiet = { cwd: folder, stdio };
  execFileSync('apt-get', ['download', ...packages], quiet);
  for (const name of readdirSync(folder)) {
    if (packages.some((wanted) => name.startsWith(`${wanted}_`))) {
      execFileSync('dpkg', ['-x', name, 'root'], quiet);
    }
  }
}
