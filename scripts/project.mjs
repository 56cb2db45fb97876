import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder that holds the checkout, with a trailing slash. */
export const root = fileURLToPath(new URL('../', import.meta.url));

/** A sentence for the person at the terminal; printed without a stack. */
export class Refusal extends Error {}

/**
 * Runs a program in the checkout and waits for it.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ quiet?: boolean, env?: NodeJS.ProcessEnv }} [options] quiet: show the output only when it fails
 */
export async function run(command, args, { quiet = false, env = {} } = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
  });
  /** @type {Buffer[]} */
  const output = [];
  child.stdout?.on('data', (chunk) => output.push(chunk));
  child.stderr?.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  process.stderr.write(Buffer.concat(output));
  throw new Refusal(
    `Failed: ${[command, ...args].map((word) => word.replace(root, '')).join(' ')}`,
  );
}

/**
 * Runs a program that an npm package brings.
 *
 * @param {string} path below node_modules
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runTool(path, args, options) {
  return run(process.execPath, [`${root}node_modules/${path}`, ...args], options);
}

/**
 * Runs npm: the one that runs us, where one does.
 *
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  return npm ? run(process.execPath, [npm, ...args], options) : run('npm', args, options);
}

/**
 * Runs `main`, prints a {@link Refusal} as one sentence, and leaves with a status.
 *
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error);
    process.exitCode = 1;
  }
}
