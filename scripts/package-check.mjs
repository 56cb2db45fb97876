import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal, root, runNpm, runTool } from './project.mjs';

/** Packs each package as npm would and asks publint and attw what a user of it would meet. */
export async function checkPackages() {
  const folder = mkdtempSync(join(tmpdir(), 'sievekit-pack-'));
  try {
    for (const name of readdirSync(`${root}packages`)) await checkPackage(name, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} name
 * @param {string} folder
 */
async function checkPackage(name, folder) {
  await runTool('publint/src/cli.js', [`packages/${name}`, '--strict'], { quiet: true });
  const manifest = JSON.parse(readFileSync(`${root}packages/${name}/package.json`, 'utf8'));
  if (!manifest.exports['.']) return;
  await pack(name, folder);
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (!tarball) throw new Refusal(`npm pack made no archive of packages/${name}.`);
  const archive = join(folder, tarball);
  const attw = ['--profile', 'esm-only', '--no-emoji', '--quiet', archive];
  await runTool('@arethetypeswrong/cli/dist/index.js', attw, { quiet: true });
  rmSync(archive);
}

/**
 * @param {string} name
 * @param {string} folder
 */
async function pack(name, folder) {
  const args = ['pack', `./packages/${name}`, '--pack-destination', folder, '--ignore-scripts'];
  await runNpm(args, { quiet: true });
}
