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
  /** Which Pigeonhole; `0.5` unless told. */
  version?: PigeonholeVersion;
}

export interface SieveTestOptions extends SievecOptions {
  /** The whole message, RFC 5322. */
  message: string;
  /** The envelope; `sender@example.org` and `alice@lab.test` unless told. */
  from?: string;
  to?: string;
  /** Settings of Sieve by name, of 0.5 alone. */
  settings?: Readonly<Record<string, string>>;
  /** Scripts that run before, in order. */
  before?: readonly string[];
}

interface Oracle {
  version: PigeonholeVersion;
  run: RunFolder;
  programs: RelocatedDovecot;
}

/** Pigeonhole 0.5 of Dovecot 2.3, or Pigeonhole 2.4 of Debian 13. */
export type PigeonholeVersion = '0.5' | '2.4';

const oracles = new Map<PigeonholeVersion, Promise<Oracle>>();
let count = 0;

function oracleOf(version: PigeonholeVersion): Promise<Oracle> {
  const ready = oracles.get(version) ?? prepare(version);
  oracles.set(version, ready);
  return ready;
}

/** One relocated Dovecot for all calls of this process; the guard removes it at the end. */
async function prepare(version: PigeonholeVersion): Promise<Oracle> {
  const run = await createRunFolder('sievec', version === '2.4' ? 'trixie' : 'root');
  run.folder('home');
  return { version, run, programs: relocateDovecot(run) };
}

function configText(oracle: Oracle, capabilities: readonly string[] | undefined): string {
  const { version, run, programs } = oracle;
  const { name, group } = run.account;
  const lines = [
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
    'postmaster_address = postmaster@lab.test',
  ];
  const plugins = join(programs.libexec, 'modules/sieve');
  const own =
    version === '2.4' ? linesOf24(plugins, capabilities) : linesOf05(plugins, capabilities);
  const first = version === '2.4' ? ['dovecot_config_version = 2.4.1'] : [];
  return [...first, ...lines, ...own, ''].join('\n');
}

function linesOf05(plugins: string, capabilities: readonly string[] | undefined): string[] {
  return [
    'mail_location = maildir:~/Maildir',
    'plugin {',
    `  sieve_plugin_dir = ${plugins}`,
    '  sieve = file:~/.dovecot.sieve',
    ...(capabilities ? [`  sieve_extensions = ${capabilities.join(' ')}`] : []),
    '}',
  ];
}

function block(title: string, names: readonly string[], value: (name: string) => string): string[] {
  return [`${title} {`, ...names.map((name) => `  ${name} = ${value(name)}`), '}'];
}

function linesOf24(plugins: string, capabilities: readonly string[] | undefined): string[] {
  return [
    'dovecot_storage_version = 2.4.1',
    // Programs clear their environment before they read the configuration by another program.
    ...block('import_environment', ['LD_LIBRARY_PATH'], (name) => `%{env:${name}}`),
    'mail_driver = maildir',
    'mail_path = ~/Maildir',
    `sieve_plugin_dir = ${plugins}`,
    ...(capabilities ? block('sieve_extensions', capabilities, () => 'yes') : []),
  ];
}

function execute(
  { version, run, programs }: Oracle,
  config: string,
  program: string,
  args: readonly string[],
  timeout = 20_000,
): Promise<SieveResult> {
  const { account } = run;
  const env = { ...serverEnvironment(run.packages), HOME: join(run.path, 'home') };
  const options = {
    cwd: run.path,
    timeout,
    env,
    ...(account.change ? { uid: account.uid, gid: account.gid } : {}),
  };
  const start = version === '2.4' ? '-F' : '-e';
  const all = ['-c', config, start, program, ...args];
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
  const ready = await oracleOf(options.version ?? '0.5');
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

/** Compiles so many copies of a script by one compiler, a folder of them: its start counts once. */
export async function sievecCopies(text: string, copies: number): Promise<SieveResult> {
  const ready = await oracleOf('0.5');
  const folder = `work/copies-${++count}`;
  const config = ready.run.file(`${folder}.conf`, configText(ready, undefined));
  for (let copy = 0; copy < copies; copy++) ready.run.file(`${folder}/${copy}.sieve`, text);
  const args = ['-c', config, join(ready.run.path, folder)];
  return await execute(ready, config, ready.programs.sievec, args);
}

/** Runs a script on a message with Pigeonhole's `sieve-test`; `output` lists the actions. */
export function sieveTest(text: string, options: SieveTestOptions): Promise<SieveResult> {
  const { message, from = 'sender@example.org', to = 'alice@lab.test', before = [] } = options;
  const settings = Object.entries(options.settings ?? {});
  return runOn(text, options, 'sieveTest', (run, script, id) => {
    const mail = run.file(`work/${id}.eml`, message);
    const first = before.map((one, index) => run.file(`work/${id}-${index}.sieve`, one));
    return [
      ...settings.flatMap(([name, value]) => ['-o', `plugin/${name}=${value}`]),
      ...first.flatMap((path) => ['-s', path]),
      ...['-f', from, '-r', to, script, mail],
    ];
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
  const ready = await oracleOf(options.version ?? '0.5');
  const folder = `work/all-${++count}`;
  const config = ready.run.file(`${folder}.conf`, configText(ready, options.capabilities));
  const again = options.capabilities === undefined ? 'once' : 'again';
  const results = await compileRows(ready.run, folder, texts, (file) => {
    const text = ready.version === '2.4' ? rowText24 : rowText;
    const args = ['-c', text, 'row', ready.programs.sievec, config, file, again];
    return execute(ready, config, ready.programs.shell, args, 120_000);
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
// There, the configuration is a file that is open.
const rowText24 = `while read -r script; do
  "$1" "$script" "$script.bin" 2>"$script.err"
  echo "status $?" >>"$script.err"
done <"$3"
`;
