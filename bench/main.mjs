import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { measureBridge } from './bridge.mjs';
import { measureFilters } from './filters.mjs';
import { measureInterpreter } from './interpreter.mjs';
import { measureKeystroke } from './keystroke.mjs';
import { measureLinearity } from './linear.mjs';
import { measureManageSieve } from './managesieve.mjs';
import { measureBulk } from './managesieve-bulk.mjs';
import { measureSpeed } from './speed.mjs';
import { measureStart } from './start.mjs';

const readme = fileURLToPath(new URL('README.md', import.meta.url));
const built = fileURLToPath(new URL('../packages/parser/dist/index.js', import.meta.url));

/** All parts in one run; with `--write` the tables are kept in README.md, with the date. */
async function main() {
  if (!existsSync(built)) throw new Error('There is nothing to measure yet: npm run build first.');
  const parts = [];
  for (const part of [
    measureSpeed,
    measureLinearity,
    measureKeystroke,
    measureFilters,
    measureStart,
    measureInterpreter,
    measureManageSieve,
    measureBulk,
    measureBridge,
  ]) {
    const { text } = await part();
    console.log(text);
    parts.push(text);
  }
  if (process.argv.includes('--write')) writeFileSync(readme, describe(parts));
}

/** @param {readonly string[]} parts */
function describe(parts) {
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`;
  return [
    '# How fast it is',
    '`npm run bench` measures all this in one run: the same generated scripts for everyone, rounds' +
      ' that take turns, medians of them.\nThe time that sievec and Python take to start is not' +
      ' counted. Ratios say how often we are as fast; a peer that is not\nthere is left out.' +
      ' `npm run bench -- --write` keeps the tables here.',
    `Measured on ${date}: ${machine}.`,
    ...parts.map((part) => part.trimEnd()),
    '',
  ]
    .join('\n\n')
    .replace(/\n\n$/, '\n');
}

// Memory can be told only where garbage can be collected on demand.
if (globalThis.gc === undefined) {
  const args = ['--expose-gc', ...process.argv.slice(1)];
  process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
} else {
  await main();
}
