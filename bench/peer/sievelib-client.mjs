import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runAndRead } from './run.mjs';
import { benchRoot, unpack } from './unpack.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const modules = join(benchRoot, 'usr/lib/python3/dist-packages');

/**
 * The client of Debian's python3-sievelib, unpacked beside the lab. Measures itself, so that
 * Python's start does not count.
 *
 * @returns {((way: import('./run.mjs').Way, task: 'list' | 'up' | 'down') => Promise<{ inside: number, whole: number }>) | string}
 *   milliseconds of the work and of the whole process; or why it is left out
 */
export function loadSievelibClient() {
  try {
    unpack('usr/lib/python3/dist-packages/sievelib', ['python3-sievelib']);
    const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
    return async ({ port, username, passwordFile, folder }, task) => {
      const args = [join(here, 'time-sievelib-client.py'), task, String(port), username, folder];
      const env = { PYTHONPATH: modules, PYTHONWARNINGS: 'ignore' };
      const { time, output } = await runAndRead(python, args, { env, passwordFile });
      return { inside: Number(output) * 1000, whole: time };
    };
  } catch (error) {
    return `sievelib is left out: ${/** @type {Error} */ (error).message.split('\n')[0]}`;
  }
}
