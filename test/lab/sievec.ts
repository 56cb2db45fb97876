import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { compileRows } from './compile-row.ts';
import { serverEnvironment } from './program.ts';
import { type RelocatedDovecot, relocateDovecot } from './relocate.ts';
import { createRunFolder, type RunFolder } from './run-folder.ts';

/** What a program of Pigeonhole said. */
export interface SieveResult {
  /** Whether it ended with status 0: the script compiles. */
  ok: boolean;
  /** Its complaints, `line N: error: …`, in its own words. */
  errors: string;
  /** What it printed: a trace or the actions (`sieveTest`). */
  output: string;
}

export interface SievecOptions {
  /** The extensions that the server shall know, without the base language; Dovecot's unless told. */
  capabilities?: readonly string[];
}

export interface SieveTestOptions extends SievecOptions {
  /** The whole message, RFC 5322. */
  message: string;
  /** The envelope; `sender@example.org` and `alice@lab.test` unless told. */
  from?: string;
  to?: string;
}

interface Oracle {
  run: RunFolder;
  programs: RelocatedDovecot;
}

let oracle: Promise<Oracle> | undefined;
let count = 0;

/** One relocated Dovecot for all calls of this process; the guard removes it at the end. */
async function prepare(): Promise<Oracle> {
  const run = await createRunFolder('sievec');
  run.folder('home');
  return { run, programs: relocateDovecot(run) };
}

function configText(
  { run, programs }: Oracle,
  capabilities: readonly string[] | undefined,
): string {
  const { name, group } = run.account;
  return [
    `base_dir = ${join(run.path, 'base')}`,
    `libexec_dir = ${programs.libexec}`,
    `mail_plugin_dir = ${join(programs.libexec, 'modules')}`,
    `default_internal_user = ${name}`,
    `default_internal_group = ${group}`,
    `default_login_user = ${name}`,
    'first_valid_uid = 1',
    'ssl = no',
    'log_path = /dev/stderr',
    `mail_home = ${join(run.path, 'home')}`,
    'mail_location = maildir:~/Maildir',
    'postmaster_address = postmaster@lab.test',
    'plugin {',
    `  sieve_plugin_dir = ${join(programs.libexec, 'modules/sieve')}`,
    '  sieve = file:~/.dovecot.sieve',
    ...(capabilities ? [`  sieve_extensions = ${capabilities.join(' ')}`] : []),
    '}',
    '',
  ].join('\n');
}

function execute(
  { run, programs }: Oracle,
  config: string,
  program: string,
  args: readonly string[],
  timeout = 20_000,
): Promise<SieveResult> {
  const { account } = run;
  const options = {
    cwd: run.path,
    timeout,
    env: { ...serverEnvironment(run.packages), HOME: join(run.path, 'home') },
    ...(account.change ? { uid: account.uid, gid: account.gid } : {}),
  };
  const all = ['-c', config, '-e', program, ...args];
  return new Promise((resolve, reject) => {
    execFile(programs.doveconf, all, options, (error, stdout, stderr) => {
      // A status or a signal of its own is a verdict; a program that is missing or too slow is none.
      const ended = typeof error?.code === 'number' || (error?.signal && !error.killed);
      if (error && !ended) reject(error);
      else resolve({ ok: !error, errors: stderr, output: stdout });
    });
  });
}

async function runOn(
  text: string,
  options: SievecOptions,
  program: 'sievec' | 'sieveTest',
  argsFor: (run: RunFolder, script: string, id: number) => string[],
): Promise<SieveResult> {
  oracle ??= prepare();
  const ready = await oracle;
  const id = ++count;
  const script = ready.run.file(`work/${id}.sieve`, text);
  const config = ready.run.file(`work/${id}.conf`, configText(ready, options.capabilities));
  const args = ['-c', config, ...argsFor(ready.run, script, id)];
  return await execute(ready, config, ready.programs[program], args);
}

/** Compiles a script with Pigeonhole's own compiler: the judge of what is valid Sieve. */
export function sievec(text: string, options: SievecOptions = {}): Promise<SieveResult> {
  return runOn(text, options, 'sievec', (_, script) => [script, `${script}.svbin`]);
}

/** Runs a script on a message with Pigeonhole's `sieve-test`; `output` lists the actions. */
export function sieveTest(text: string, options: SieveTestOptions): Promise<SieveResult> {
  const { message, from = 'sender@example.org', to = 'alice@lab.test' } = options;
  return runOn(text, options, 'sieveTest', (run, script, id) => {
    const mail = run.file(`work/${id}.eml`, message);
    return ['-f', from, '-r', to, script, mail];
  });
}

/**
 * Compiles many scripts in one go, some hundreds a second: a shell starts the compilers. The
 * results stand in the order of the scripts. With `capabilities` it is slower.
 */
export async function sievecAll(
  texts: readonly string[],
  options: SievecOptions = {},
): Promise<SieveResult[]> {
  oracle ??= prepare();
  const ready = await oracle;
  const folder = `work/all-${++count}`;
  const config = ready.run.file(`${folder}.conf`, configText(ready, options.capabilities));
  const again = options.capabilities === undefined ? 'once' : 'again';
  const results = await compileRows(ready.run, folder, texts, (file) => {
    const args = ['-c', rowText, 'row', ready.programs.sievec, config, file, again];
    return execute(ready, config, '/bin/sh', args, 120_000);
  });
  return results.map((result) => ({ ...result, output: '' }));
}

// A shell drops settings from its environment whose names hold a slash, those of plugins: where one
// of them counts, each compiler reads the configuration again, which takes five times as long.
const rowText = `[ "$4" = again ] && unset DOVECONF_ENV
while read -r script; do
  "$1" -c "$2" "$script" "$script.bin" 2>"$script.err"
  echo "status $?" >>"$script.err"
done <"$3"
`;
