import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/**
 * How a program reaches an account.
 *
 * @typedef {{
 *   port: number, caFile: string, username: string, passwordFile: string, folder: string,
 * }} Way
 */

/**
 * Runs a program; file descriptor 3 is the file with the password.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, passwordFile: string }} options
 * @returns {Promise<number>} milliseconds from start to end
 */
export async function run(program, args, options) {
  return (await runAndRead(program, args, options)).time;
}

/**
 * The same, with what it prints.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, passwordFile: string }} options
 * @returns {Promise<{ time: number, output: string }>}
 */
export async function runAndRead(program, args, { cwd, env = {}, passwordFile }) {
  const password = openSync(passwordFile, 'r');
  const start = performance.now();
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', password],
  });
  closeSync(password);
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const status = await new Promise((resolve, reject) => {
    child.on('close', resolve).on('error', reject);
  });
  const time = performance.now() - start;
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${errors.slice(-500)}`);
  return { time, output };
}
