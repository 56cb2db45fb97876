import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { Refusal, root, runNpm } from './project.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean, link?: boolean }>} Locked */

/** Installs the npm packages of the lockfile, unless they are there already. */
export async function installPackages() {
  requireWriteRight();
  if (isInstalled()) return;
  console.log('Installing the npm packages (about half a minute)…');
  // Not `npm ci`: it refuses a lockfile without the binaries of systems that are not this one.
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  await runNpm(args);
}

/** Whether what npm wrote down after its last installation is what the lockfile asks for. */
function isInstalled() {
  const record = `${root}node_modules/.package-lock.json`;
  if (!existsSync(record)) return false;
  const installed = readLocked(record);
  return Object.entries(readLocked(`${root}package-lock.json`)).every(([path, wanted]) => {
    if (!path.includes('node_modules/') || wanted.link) return true;
    const found = installed[path];
    return found ? found.version === wanted.version : wanted.optional === true;
  });
}

/**
 * @param {string} path
 * @returns {Locked}
 */
function readLocked(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
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
