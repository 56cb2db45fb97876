import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot, serverEnvironment } from './program.ts';

/** The languages that the ManageSieve clients of the lab are written in. */
export type ClientLanguage = 'perl' | 'python' | 'php';

/** How a client ended, and what it said. */
export interface ClientResult {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

/** Where an interpreter stands: unpacked, or in the system, which the packages then rely on. */
function findProgram(root: string, names: readonly string[]): string {
  const places = names.flatMap((name) => [join(root, 'usr/bin', name), join('/usr/bin', name)]);
  return places.find((place) => existsSync(place)) ?? names[0] ?? '';
}

/** Folders of Perl modules that are compiled: `usr/lib/<machine>/perl5/<version>`. */
function perlFolders(root: string): string[] {
  const libraries = join(root, 'usr/lib');
  const bases = readdirSync(libraries).map((machine) => join(libraries, machine, 'perl5'));
  const compiled = bases.filter((base) => existsSync(base));
  return compiled.flatMap((base) => readdirSync(base).map((version) => join(base, version)));
}

function command(root: string, language: ClientLanguage): [program: string, args: string[]] {
  if (language === 'perl') return [findProgram(root, ['perl']), []];
  if (language === 'python') return [findProgram(root, ['python3']), []];
  const path = join(root, 'usr/share/php');
  return [findProgram(root, ['php.default', 'php']), ['-n', '-d', `include_path=${path}`]];
}

function environment(root: string): Record<string, string> {
  return {
    ...serverEnvironment(root),
    PERL5LIB: [join(root, 'usr/share/perl5'), ...perlFolders(root)].join(':'),
    PYTHONPATH: join(root, 'usr/lib/python3/dist-packages'),
    PYTHONWARNINGS: 'ignore',
  };
}

/** The path of a client that is a program, such as `sieve-connect`. */
export function clientProgram(name: string): string {
  return join(packageRoot(), 'usr/bin', name);
}

/**
 * Runs a program that uses a foreign ManageSieve client of the part `clients`.
 *
 * @param input what it reads; a password, for example, never stands in its arguments
 */
export function runClient(
  language: ClientLanguage,
  args: readonly string[],
  input: string,
): Promise<ClientResult> {
  const root = packageRoot();
  const [program, before] = command(root, language);
  const options = { env: environment(root), timeout: 20_000 };
  return new Promise((resolve, reject) => {
    const child = execFile(program, [...before, ...args], options, (error, output, errors) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve({ status: Number(error?.code ?? 0), output, errors });
    });
    child.stdin?.on('error', () => {}).end(input);
  });
}
