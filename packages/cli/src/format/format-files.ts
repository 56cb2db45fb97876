import { type FormatResult, format, renderDiagnostic } from '@sievekit/parser';
import { decodeScript } from '../check/decode-script.ts';
import { type ExitCode, Failure } from '../failure.ts';
import { readNamedFile } from '../file.ts';
import type { Terminal } from '../terminal.ts';
import { replaceFile } from './replace-file.ts';

/** What `sievekit format` was told. */
export interface FormatCommandOptions {
  readonly check?: boolean;
  readonly write?: boolean;
  /** In columns. */
  readonly width?: number;
  readonly sortRequire?: boolean;
}

interface FormattedFile {
  readonly path: string;
  readonly before: string;
  readonly result: FormatResult;
}

/**
 * Lays out scripts: to standard output, with `write` into their files, with `check` only the names
 * of those that would change are printed. All are read before the first is written.
 *
 * @returns 1 where a script has errors of syntax, or `check` finds one that would change; else 0
 * @throws {Failure} when a file cannot be read or written
 */
export async function formatFiles(
  paths: readonly string[],
  options: FormatCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  refuseConfusion(paths, options);
  const files: FormattedFile[] = [];
  for (const path of paths) files.push(await formatFile(path, options, terminal));
  const broken = files.filter(({ result }) => result.diagnostics.length > 0);
  for (const file of broken) printErrors(file, terminal);
  const changed = files.filter(({ result }) => result.edits.length > 0);
  if (options.check) {
    for (const { path } of changed) terminal.out(`${shownName(path)}\n`);
    return broken.length + changed.length > 0 ? 1 : 0;
  }
  if (options.write) {
    for (const { path, result } of changed) await replaceFile(path, result.text);
  } else {
    for (const { result } of files) if (result.diagnostics.length === 0) terminal.out(result.text);
  }
  return broken.length > 0 ? 1 : 0;
}

function refuseConfusion(paths: readonly string[], { check, write }: FormatCommandOptions): void {
  if (write && paths.includes('-')) {
    throw new Failure('Standard input is no file that --write could write. Leave out --write.');
  }
  if (!check && !write && paths.length > 1) {
    throw new Failure(
      'Several scripts one after another are no script. Format one at a time, or use --write or --check.',
    );
  }
}

async function formatFile(
  path: string,
  { width, sortRequire }: FormatCommandOptions,
  terminal: Terminal,
): Promise<FormattedFile> {
  const bytes = path === '-' ? await terminal.readInput() : await readNamedFile(path);
  const { text: before, diagnostics } = decodeScript(bytes, shownName(path));
  // What is no UTF-8 cannot be written back as it was.
  if (diagnostics.length > 0)
    return { path, before, result: { edits: [], text: before, diagnostics } };
  const options = { ...(width && { width }), ...(sortRequire && { sortRequire }) };
  return { path, before, result: format(before, options) };
}

function printErrors({ path, before, result }: FormattedFile, terminal: Terminal): void {
  const name = shownName(path);
  for (const diagnostic of result.diagnostics) {
    terminal.err(`${renderDiagnostic(before, diagnostic, { path: name, color: false })}\n\n`);
  }
  terminal.err(`${name} is not formatted: mend this first.\n`);
}

function shownName(path: string): string {
  return path === '-' ? '<stdin>' : path;
}
