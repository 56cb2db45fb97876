import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = fileURLToPath(new URL('../../.lab/bench/', import.meta.url));
const modules = join(folder, 'root/usr/lib/python3/dist-packages');
const limit = 120_000;

/**
 * Debian's python3-sievelib, unpacked beside the lab. Measures itself, so that Python's start does
 * not count.
 *
 * @returns {((text: string) => number | string) | string} milliseconds or what it said of a text;
 *   or why it is left out
 */
export function loadSievelib() {
  try {
    if (!existsSync(join(modules, 'sievelib'))) fetchPackage();
    run('keep;\n');
    return (text) => {
      try {
        return run(text);
      } catch (error) {
        return firstLine(error);
      }
    };
  } catch (error) {
    return `python3-sievelib is left out: ${firstLine(error)}`;
  }
}

function fetchPackage() {
  mkdirSync(folder, { recursive: true });
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = ['ignore', 'ignore', 'pipe'];
  const quiet = { cwd: folder, stdio };
  execFileSync('apt-get', ['download', 'python3-sievelib'], quiet);
  const file = readdirSync(folder).find((name) => name.startsWith('python3-sievelib_'));
  execFileSync('dpkg', ['-x', String(file), 'root'], quiet);
}

/**
 * @param {string} text
 * @returns {number}
 */
function run(text) {
  const work = mkdtempSync(join(tmpdir(), 'sievekit-bench-'));
  try {
    const path = join(work, 'script.sieve');
    writeFileSync(path, text);
    const output = execFileSync('python3', [join(here, 'time-sievelib.py'), path, '1'], {
      encoding: 'utf8',
      timeout: limit,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PYTHONPATH: modules },
    }).trim();
    const seconds = Number(output);
    if (Number.isNaN(seconds)) throw new Error(output);
    return seconds * 1000;
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** @param {unknown} error */
function firstLine(error) {
  if (/** @type {{ code?: string }} */ (error).code === 'ETIMEDOUT') return 'not done in 2 minutes';
  const { message, stderr } = /** @type {{ message: string, stderr?: string }} */ (error);
  return (stderr?.trim().split('\n').at(-1) || message.split('\n')[0]) ?? '';
}
