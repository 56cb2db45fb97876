import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { interleave, timeOf } from './median.mjs';
import { table, verdict } from './table.mjs';

const main = fileURLToPath(new URL('../packages/cli/dist/main.js', import.meta.url));

/** `sievekit check` of a small script, beside a Node that does nothing. */
export async function measureStart() {
  const folder = mkdtempSync(join(tmpdir(), 'sievekit-bench-'));
  try {
    const script = join(folder, 'small.sieve');
    const nothing = join(folder, 'nothing.mjs');
    writeFileSync(script, 'require "fileinto";\nif exists "list-id" { fileinto "Lists"; }\n');
    writeFileSync(nothing, '');
    const times = await interleave(
      [
        { name: 'node', run: () => timeOf(() => runNode(nothing)) },
        { name: 'check', run: () => timeOf(() => runNode(main, 'check', script)) },
      ],
      21,
    );
    const node = times.get('node') ?? 0;
    const check = times.get('check') ?? 0;
    const ratio = `${(check / node).toFixed(2)} ${verdict(check <= 2 * node)}`;
    const head = ['node alone, ms', 'sievekit check, ms', 'ratio (goal 2)'];
    return {
      text: `## Start\n\n${table(head, [[node.toFixed(0), check.toFixed(0), ratio]])}`,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {readonly string[]} args */
function runNode(...args) {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
}
