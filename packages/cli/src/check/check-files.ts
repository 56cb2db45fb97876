import {
  type CheckOptions,
  check,
  type Diagnostic,
  findProfile,
  type Profile,
  positionAt,
  renderDiagnostic,
} from '@sievekit/parser';
import { type ExitCode, Failure } from '../failure.ts';
import { readNamedFile } from '../file.ts';
import type { Terminal } from '../terminal.ts';
import type { CheckedFile } from './checked-file.ts';
import { decodeScript } from './decode-script.ts';
import { toJson } from './json.ts';
import { toSarif } from './sarif.ts';

export interface CheckFilesOptions {
  readonly json?: boolean;
  readonly sarif?: boolean;
  /** Name of the server's profile; `any` where absent. */
  readonly profile?: string;
  /** Rules of the linter and their levels, as `name=off`. */
  readonly rule?: readonly string[];
}

/**
 * Checks the scripts and prints what was found. A file that cannot be read is named, and keeps
 * nothing from being said of the others.
 *
 * @returns 2 where a file could not be read, 1 where a script has an error, else 0
 * @throws {Failure} when there is no such profile or rule
 */
export async function checkFiles(
  paths: readonly string[],
  options: CheckFilesOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const profile = namedProfile(options.profile ?? 'any');
  const rules = await namedRules(options.rule);
  if (options.json && options.sarif) {
    throw new Failure('--json and --sarif exclude each other. Leave one out.');
  }
  const alone: CheckedFile[] = [];
  let unread = 0;
  for (const path of paths) {
    try {
      alone.push(await checkFile(path, { profile, ...rules }, terminal));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      terminal.err(`sievekit: ${error.message}\n`);
      unread += 1;
    }
  }
  if (alone.length === 0) return 2;
  const files = await together(alone);
  if (options.json) terminal.out(`${JSON.stringify(toJson(files), null, 2)}\n`);
  else if (options.sarif) terminal.out(`${JSON.stringify(toSarif(files), null, 2)}\n`);
  else printFindings(files, terminal);
  if (unread > 0) return 2;
  return files.some((file) => file.diagnostics.some(isError)) ? 1 : 0;
}

/** The files with what they say of one another, which is looked at only where one includes another. */
async function together(files: readonly CheckedFile[]): Promise<readonly CheckedFile[]> {
  if (!files.some(({ text }) => /include/i.test(text))) return files;
  const { withIncludes } = await import('./check-includes.ts');
  return withIncludes(files);
}

/**
 * The profile of this name.
 *
 * @throws {Failure} a sentence with the names that there are
 */
export function namedProfile(name: string): Profile {
  try {
    return findProfile(name);
  } catch (error) {
    if (error instanceof RangeError) throw new Failure(error.message, { cause: error });
    throw error;
  }
}

/** The settings of rules, for which the list of rules is loaded only where there are any. */
async function namedRules(given: readonly string[] = []): Promise<Pick<CheckOptions, 'rules'>> {
  if (given.length === 0) return {};
  const { readRuleSettings } = await import('../lint/rule-settings.ts');
  try {
    const pairs = given.map((pair): [string, string] => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    });
    return { rules: readRuleSettings(pairs) };
  } catch (error) {
    if (error instanceof RangeError) throw new Failure(error.message, { cause: error });
    throw error;
  }
}

async function checkFile(
  path: string,
  options: CheckOptions,
  terminal: Terminal,
): Promise<CheckedFile> {
  const bytes = path === '-' ? await terminal.readInput() : await readNamedFile(path);
  const name = path === '-' ? '<stdin>' : path;
  const { text, diagnostics } = decodeScript(bytes, name);
  const all = [...diagnostics, ...check(text, options)];
  return { path: name, text, diagnostics: all.sort((a, b) => a.from - b.from || a.to - b.to) };
}

function printFindings(files: readonly CheckedFile[], terminal: Terminal): void {
  for (const { path, text, diagnostics } of files) {
    for (const diagnostic of diagnostics) {
      terminal.out(`${renderDiagnostic(text, diagnostic, { path, color: terminal.color })}\n`);
      terminal.out(`${describeNoticed(text, diagnostic)}\n`);
    }
  }
  terminal.out(`${summarize(files)}\n`);
}

/** The line that a server will name, where that is another one. */
function describeNoticed(text: string, { from, noticed }: Diagnostic): string {
  if (noticed === undefined) return '';
  const { line } = positionAt(text, noticed);
  return line === positionAt(text, from).line ? '' : `  A server names line ${line}.\n`;
}

function summarize(files: readonly CheckedFile[]): string {
  const scripts = count(files.length, 'script');
  const all = files.flatMap((file) => file.diagnostics);
  if (all.length === 0) return `${scripts}: no errors`;
  const amount = (severity: string): number =>
    all.filter((diagnostic) => diagnostic.severity === severity).length;
  const errors = count(amount('error'), 'error');
  const others = (['warning', 'note'] as const)
    .filter((severity) => amount(severity) > 0)
    .map((severity) => `, ${count(amount(severity), severity)}`);
  return `${scripts}: ${errors}${others.join('')}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error';
}
