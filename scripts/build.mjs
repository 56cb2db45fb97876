import './require-node.mjs';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { installPackages } from './install.mjs';
import { root, run, runMain, runTool } from './project.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} inputs files and folders; a change in any of them makes the step run again
 * @property {string} output a file that must stand after the step
 * @property {() => Promise<void>} run
 */

/** @type {Step} */
const grammar = {
  name: 'the grammar',
  inputs: ['packages/parser/generate.mjs', 'packages/parser/src/syntax/sieve.peggy'],
  output: 'packages/parser/dist/syntax/grammar.generated.js',
  run: () => run(process.execPath, ['packages/parser/generate.mjs'], { quiet: true }),
};

/** @type {Step} */
const packages = {
  name: 'the packages',
  inputs: ['packages', 'tsconfig.base.json', 'package-lock.json'],
  output: 'packages/cli/dist/.tsbuildinfo',
  run: () => runTool('typescript/bin/tsc', ['-b', 'packages/cli']),
};

/** @type {Step} */
const command = {
  name: 'the command',
  inputs: ['packages', 'scripts/bundle.mjs', 'package-lock.json'],
  output: 'packages/cli/dist/main.js',
  // What it imports is there only once the packages are installed.
  run: async () => (await import('./bundle.mjs')).bundleCommand(),
};

/** @type {Step} */
const page = {
  name: 'the web page',
  inputs: [
    'packages/editor/src/web',
    'packages/editor/src/shared',
    'packages/editor/src/limits.ts',
    'packages/editor/vite.config.ts',
    'packages/parser/src',
    'packages/interpreter/src',
    'package-lock.json',
  ],
  output: 'packages/editor/dist/web/index.html',
  run: () =>
    runTool(
      'vite/bin/vite.js',
      ['build', '--config', 'packages/editor/vite.config.ts', '--logLevel', 'warn'],
      {
        quiet: true,
      },
    ),
};

/** @type {Step} */
const types = {
  name: 'the tests, and all types',
  inputs: ['packages', 'test', 'tsconfig.json', 'tsconfig.base.json', 'package-lock.json'],
  output: '.build/test/lab/main.js',
  run: () => runTool('typescript/bin/tsc', ['-b']),
};

/** What `npm start` needs. */
export const productSteps = [grammar, packages, command, page];

/** The product, the tests and the lab; checks all types. */
export const allSteps = [...productSteps, types];

/**
 * Builds what has changed since the last build.
 *
 * @param {Step[]} steps
 */
export async function build(steps) {
  for (const step of steps) {
    const stamp = `${root}.build/stamps/${step.output.replaceAll('/', '-')}`;
    const wanted = digest(step.inputs);
    if (isUpToDate(step, stamp, wanted)) continue;
    console.log(`Building ${step.name}…`);
    await step.run();
    mkdirSync(`${root}.build/stamps`, { recursive: true });
    writeFileSync(stamp, wanted);
  }
}

/**
 * @param {Step} step
 * @param {string} stamp
 * @param {string} wanted
 */
function isUpToDate(step, stamp, wanted) {
  return (
    existsSync(root + step.output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
  );
}

/** @param {string[]} inputs */
function digest(inputs) {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap(filesBelow).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(root + file))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  if (!existsSync(root + path)) return [];
  if (statSync(root + path).isFile()) return [path];
  return readdirSync(root + path, { withFileTypes: true })
    .filter((entry) => !['dist', 'node_modules'].includes(entry.name))
    .flatMap((entry) => filesBelow(`${path}/${entry.name}`));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => {
    await installPackages();
    await build(allSteps);
  });
}
