import { Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { type ConfigSection, parseConfig } from './config-tree.ts';
import { type ProgramResult, runProgram } from './run-program.ts';

/** Options of the commands that ask Dovecot. */
export interface DovecotOptions {
  /** Dovecot's main configuration file, instead of the one that `doveconf` reads by itself. */
  readonly dovecotConfig?: string;
  /** The program `doveconf`, instead of the one in the PATH. */
  readonly doveconf?: string;
  /** The program `sievec`, instead of the one in the PATH. */
  readonly sievec?: string;
}

/** The generation of Dovecot that is installed: they are configured differently. */
export type Series = '2.3' | '2.4';

/** What `doveconf` says. */
export interface Dovecot {
  readonly series: Series;
  readonly version: string;
  /** The main configuration file. */
  readonly file: string;
  /** All settings, defaults too; nothing where the configuration is refused. */
  readonly config: ConfigSection;
  /** What is wrong with the configuration, in Dovecot's words; null where nothing is. */
  readonly error: string | null;
  readonly warnings: readonly string[];
}

/**
 * Asks `doveconf` for version and settings.
 *
 * @throws {Failure} when it cannot be run, or is of a version that is not known here
 */
export async function askDovecot(options: DovecotOptions, { env }: Terminal): Promise<Dovecot> {
  const program = options.doveconf ?? 'doveconf';
  const file = options.dovecotConfig === undefined ? [] : ['-c', options.dovecotConfig];
  const { status, out, err } = await runProgram(program, [...file, '-a'], env);
  const lines = [...new Set(`${out}\n${err}`.split('\n'))];
  const [, version = '', path = ''] =
    lines.map((line) => /^# (\d+\.\d+\S*).*?: (\/.*)$/.exec(line)).find(Boolean) ?? [];
  const series = /^2\.[34](?=\.)/.exec(version)?.[0] as Series | undefined;
  if (series === undefined)
    throw new Failure(
      `${program} does not say that it is of Dovecot 2.3 or 2.4: ${firstLine(err || out)}`,
    );
  const complaints = err.split('\n').map((line) => line.replace(/^doveconf: /, ''));
  return {
    series,
    version,
    file: path,
    config: parseConfig(status === 0 ? out : ''),
    error: status === 0 ? null : (complaints.find((line) => /^Fatal|^Error/.test(line)) ?? err),
    warnings: [...new Set(complaints.filter((line) => line.startsWith('Warning: ')))],
  };
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}

/** Compiles a script into a file. */
export function compileScript(
  script: string,
  binary: string,
  options: DovecotOptions,
  { env }: Terminal,
): Promise<ProgramResult> {
  const file = options.dovecotConfig === undefined ? [] : ['-c', options.dovecotConfig];
  return runProgram(options.sievec ?? 'sievec', [...file, script, binary], env);
}
