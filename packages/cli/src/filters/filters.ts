import { basename } from 'node:path';
import {
  applyEdits,
  type FilterList,
  isFilterError,
  listFilters,
  moveFilter,
  parse,
  type Script,
  switchFilter,
  type TextEdit,
} from '@sievekit/parser';
import { decodeScript } from '../check/decode-script.ts';
import { type ExitCode, Failure } from '../failure.ts';
import { readNamedFile } from '../file.ts';
import type { Terminal } from '../terminal.ts';
import { findFilter } from './find-filter.ts';
import { printFilters } from './print-filters.ts';

/** What `sievekit filters` was told. */
export interface FiltersCommandOptions {
  readonly json?: boolean;
  readonly rewrite?: boolean;
  readonly enable?: string;
  readonly disable?: string;
  readonly move?: string;
}

/**
 * Lists the rules of a script, or prints the script with one of them changed.
 *
 * @param args the file; with `move`, the index before it
 * @returns 1 where the script has errors, or its dialect cannot write what was asked
 * @throws {Failure} when the file cannot be read, or there is no such rule
 */
export async function runFilters(
  args: readonly string[],
  options: FiltersCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const path = args.at(-1) ?? '';
  refuseConfusion(args, options);
  const bytes = path === '-' ? await terminal.readInput() : await readNamedFile(path);
  const shown = path === '-' ? '<stdin>' : path;
  const { text, diagnostics: undecoded } = decodeScript(bytes, shown);
  if (undecoded.length > 0) return refuse(terminal, `${shown} holds bytes that are no UTF-8`);
  if (options.rewrite) {
    terminal.out(text);
    return 0;
  }
  const { script, diagnostics } = parse(text);
  if (diagnostics.some(({ severity }) => severity === 'error')) {
    return refuse(terminal, `${shown} has errors of syntax: see sievekit check ${shown}`);
  }
  try {
    const scriptName = path === '-' ? '' : basename(path);
    const list = listFilters(script, { scriptName });
    const edits = editsOf(script, list, scriptName, args, options);
    if (edits === null) printFilters(list, options, terminal);
    else terminal.out(applyEdits(text, edits));
    return 0;
  } catch (error) {
    if (!isFilterError(error)) throw error;
    return refuse(terminal, error.message);
  }
}

function refuse(terminal: Terminal, message: string): ExitCode {
  terminal.err(`sievekit: ${message}${/[.!?]$/.test(message) ? '' : '.'}\n`);
  return 1;
}

function refuseConfusion(args: readonly string[], { move }: FiltersCommandOptions): void {
  const wanted = move === undefined ? 1 : 2;
  if (args.length === wanted) return;
  throw new Failure(
    move === undefined
      ? 'One script at a time: sievekit filters FILE.'
      : 'To move a rule takes its name, its new index from 0, and the file: sievekit filters --move NAME INDEX FILE.',
  );
}

/** Null where the rules are to be listed. */
function editsOf(
  script: Script,
  list: FilterList,
  scriptName: string,
  args: readonly string[],
  { enable, disable, move }: FiltersCommandOptions,
): TextEdit[] | null {
  const options = { scriptName };
  if (enable !== undefined) return switchFilter(script, findFilter(list, enable), true, options);
  if (disable !== undefined) return switchFilter(script, findFilter(list, disable), false, options);
  if (move === undefined) return null;
  const found = findFilter(list, move);
  const index = Number(args[0]);
  const count = list.filters.length;
  if (!/^\d+$/.test(args[0] ?? '') || index >= count) {
    throw new Failure(`The new index is a number from 0 to ${count - 1}, not “${args[0]}”.`);
  }
  return moveFilter(script, found, index, options);
}
