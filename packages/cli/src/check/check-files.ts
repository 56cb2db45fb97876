import { check, type Diagnostic, renderDiagnostic } from '@sievekit/parser';
import type { ExitCode } from '../failure.ts';
import { readNamedFile } from '../file.ts';
import type { Terminal } from '../terminal.ts';
import { decodeScript } from './decode-script.ts';
import { toJson } from './json.ts';

/** A script and what was found in it. */
export interface CheckedFile {
  readonly path: string;
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks the scripts and prints what was found.
 *
 * @returns 1 where a script has an error, else 0
 * @throws {Failure} when a file cannot be read
 */
export async function checkFiles(
  paths: readonly string[],
  options: { readonly json?: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const files: CheckedFile[] = [];
  for (const path of paths) files.push(await checkFile(path, terminal));
  if (options.json) terminal.out(`${JSON.stringify(toJson(files), null, 2)}\n`);
  else printFindings(files, terminal);
  return files.some((file) => file.diagnostics.some(isError)) ? 1 : 0;
}

async function checkFile(path: string, terminal: Terminal): Promise<CheckedFile> {
  const bytes = path === '-' ? await terminal.readInput() : await readNamedFile(path);
  const name = path === '-' ? '<stdin>' : path;
  const text = decodeScript(bytes, name);
  return { path: name, text, diagnostics: check(text) };
}

function printFindings(files: readonly CheckedFile[], terminal: Terminal): void {
  for (const { path, text, diagnostics } of files) {
    for (const diagnostic of diagnostics) {
      terminal.out(`${renderDiagnostic(text, diagnostic, { path, color: terminal.color })}\n\n`);
    }
  }
  terminal.out(`${summarize(files)}\n`);
}

function summarize(files: readonly CheckedFile[]): string {
  const all = files.flatMap((file) => file.diagnostics);
  const errors = all.filter(isError).length;
  const others = all.length - errors;
  const scripts = count(files.length, 'script');
  if (all.length === 0) return `${scripts}: no errors`;
  const warnings = others === 0 ? '' : `, ${count(others, 'warning')}`;
  return `${scripts}: ${count(errors, 'error')}${warnings}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error';
}
