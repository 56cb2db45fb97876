import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { allSteps, build } from './build.mjs';
import { installPackages } from './install.mjs';
import { checkPackages } from './package-check.mjs';
import { Refusal, root, runTool } from './project.mjs';
import { printSummary, readReport } from './test-report.mjs';

const report = `${root}.build/test-report.json`;

/**
 * `npm test`: everything that CI runs, cheapest first.
 *
 * @param {string[]} filters names of test files, as Vitest takes them; all when empty
 */
export async function check(filters) {
  await installPackages();
  await build(allSteps);
  await stage('format, lint and layers', () =>
    runTool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'], { quiet: true }),
  );
  await stage('unused code', () => runTool('knip/bin/knip.js', [], { quiet: true }));
  await stage('package exports', checkPackages);
  const missing = await installLab();
  const failed = await runTests(filters);
  const counts = readReport(report);
  printSummary(counts, missing);
  if (failed || counts.failed > 0) throw new Refusal('Tests failed; they are named above.');
  if (process.env.CI && counts.skipped > 0) {
    throw new Refusal('In CI nothing may be skipped; the skipped tests are named above.');
  }
}

/**
 * @param {string} name
 * @param {() => Promise<void>} run
 */
async function stage(name, run) {
  process.stdout.write(`Checking ${name}… `);
  await run();
  console.log('fine');
}

/** @returns {Promise<string[]>} a sentence for each part that cannot run here */
async function installLab() {
  const { installLab } = await import('../.build/test/lab/install.js');
  return installLab();
}

/**
 * @param {string[]} filters
 * @returns {Promise<boolean>} whether any failed
 */
async function runTests(filters) {
  rmSync(report, { force: true });
  mkdirSync(`${root}.build`, { recursive: true });
  const args = ['run', '--coverage', '--reporter=default', '--reporter=json'];
  try {
    await runTool('vitest/vitest.mjs', [...args, `--outputFile.json=${report}`, ...filters]);
    return false;
  } catch (error) {
    // Without a report Vitest did not run at all, and has said why.
    if (!(error instanceof Refusal) || !existsSync(report)) throw error;
    return true;
  }
}
