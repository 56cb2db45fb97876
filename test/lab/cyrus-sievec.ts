import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Compiled, compileRows } from './compile-row.ts';
import { serverEnvironment } from './program.ts';
import { createRunFolder, type RunFolder } from './run-folder.ts';

const run = promisify(execFile);

interface Compiler {
  run: RunFolder;
  config: string;
}

let compiler: Promise<Compiler> | undefined;
let count = 0;

/** One folder for all calls of this process; the guard removes it at the end. */
async function prepare(): Promise<Compiler> {
  const folder = await createRunFolder('cyrus-sievec');
  const config = folder.file('imapd.conf', `configdirectory: ${folder.folder('conf')}\n`);
  return { run: folder, config };
}

const rowText = `while read -r script; do
  "$1" -C "$2" "$script" "$script.bin" 2>"$script.err"
  echo "status $?" >>"$script.err"
done <"$3"
`;

/**
 * Compiles scripts with Cyrus's own compiler, the judge of what Cyrus takes. The results stand in
 * the order of the scripts; `errors` are lines `line N: …` in its own words.
 */
export async function cyrusSievecAll(texts: readonly string[]): Promise<Compiled[]> {
  compiler ??= prepare();
  const { run: folder, config } = await compiler;
  const { account, packages } = folder;
  const program = join(packages, 'usr/lib/cyrus/bin/sievec');
  return await compileRows(folder, `work-${++count}`, texts, (file) =>
    run('/bin/sh', ['-c', rowText, 'row', program, config, file], {
      cwd: folder.path,
      timeout: 120_000,
      env: serverEnvironment(packages),
      ...(account.change ? { uid: account.uid, gid: account.gid } : {}),
    }),
  );
}

/** Compiles one script with Cyrus's own compiler. */
export async function cyrusSievec(text: string): Promise<Compiled> {
  const [result] = await cyrusSievecAll([text]);
  if (!result) throw new Error('the compiler gave no result');
  return result;
}
