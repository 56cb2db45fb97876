import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Refusal, root, run } from './project.mjs';

const stamp = `${root}node_modules/.sievekit-installed`;

/** Installs the npm packages of the lockfile, unless they are there already. */
export async function installPackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  requireWriteRight();
  console.log('Installing the npm packages (about half a minute)…');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  if (npm) await run(process.execPath, [npm, ...args]);
  else await run('npm', args);
  writeFileSync(stamp, wanted);
}

function requireWriteRight() {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    throw new Refusal(
      `sievekit installs and builds inside ${root}, and you may not write there. ` +
        'Give yourself the right to write, or clone it into a folder of your own.',
    );
  }
}
