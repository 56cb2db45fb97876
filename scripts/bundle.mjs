import { rmSync } from 'node:fs';
import { rolldown } from 'rolldown';
import { root } from './project.mjs';

const folder = `${root}packages/cli`;
/** These packages go into the bundle; all others are loaded when a subcommand needs them. */
const bundled = ['@sievekit/parser', '@sievekit/interpreter', '@sievekit/managesieve'];

/**
 * Puts bundles in the place of the command's entry files: `sievekit check` would load some two
 * hundred modules one by one, which takes longer than its work. The modules stay beside them, so
 * that the compiler alone gives a command that works too.
 */
export async function bundleCommand() {
  rmSync(`${folder}/dist/bundle`, { recursive: true, force: true });
  const build = await rolldown({
    input: ['main', 'program', 'terminal'].map((name) => `${folder}/src/${name}.ts`),
    cwd: folder,
    platform: 'node',
    tsconfig: false,
    external: (id) => !/^[./]/.test(id) && !bundled.includes(id),
  });
  await build.write({
    dir: `${folder}/dist`,
    format: 'esm',
    sourcemap: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'bundle/[name].js',
  });
  await build.close();
}
