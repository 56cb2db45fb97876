import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { labFolder } from '../lab/project.ts';

const run = promisify(execFile);
const folder = join(labFolder, 'roundcube');
const parser = join(
  folder,
  'root/usr/share/roundcube/plugins/managesieve/lib/Roundcube/rcube_sieve_script.php',
);

/**
 * The parser of Roundcube's plugin, from Debian's package without what that needs to run; null
 * where it cannot be had.
 */
export async function findRoundcubeParser(): Promise<string | null> {
  if (existsSync(parser)) return parser;
  try {
    mkdirSync(folder, { recursive: true });
    await run('apt-get', ['download', 'roundcube-plugins'], { cwd: folder, timeout: 30_000 });
    const name = readdirSync(folder).find((each) => each.endsWith('.deb'));
    if (name !== undefined) await run('dpkg', ['-x', name, 'root'], { cwd: folder });
  } catch {
    return null;
  }
  return existsSync(parser) ? parser : null;
}
