import type { Diagnostic } from './diagnostic.ts';
import type { Command, Script } from './syntax/ast.ts';
import { parse } from './syntax/parse.ts';
import type { ValidateOptions } from './validate/context.ts';
import { findStumble } from './validate/stumble.ts';
import { validate } from './validate/validate.ts';

/** Faults of syntax after which the command is understood all the same. */
const harmless = new Set([
  'else-if',
  'lone-carriage-return',
  'missing-comma',
  'missing-right-brace',
  'missing-semicolon',
  'nul-character',
  'number-too-large',
  'number-unit',
  'stray-right-brace',
  'stray-semicolon',
  'tag-with-space',
  'text-not-alone',
  'wrong-quote',
]);

/** What cannot be judged in a command of which a part was not understood. */
const structural = new Set([
  'missing-argument',
  'missing-block',
  'missing-choice',
  'missing-tag-value',
  'missing-test',
  'single-test-expected',
  'test-list-expected',
  'unexpected-argument',
  'unexpected-block',
  'unexpected-test',
  'unquoted-word',
  'wrong-argument-type',
  'wrong-tag-value',
]);

/**
 * All that is wrong with a script, its syntax and what it says, sorted by place. A fault of syntax
 * is reported once: what follows from it is left out.
 */
export function check(text: string, options: ValidateOptions = {}): Diagnostic[] {
  const { script, diagnostics } = parse(text);
  const found = validate(script, options);
  if (diagnostics.length === 0) return found;
  const broken = brokenCommands(script, diagnostics);
  const kept = found.filter(
    (diagnostic) =>
      !structural.has(diagnostic.code) ||
      !broken.some(({ from, to }) => from <= diagnostic.from && diagnostic.from < to),
  );
  return [...withNoticed(diagnostics, text), ...kept].sort(
    (a, b) => a.from - b.from || a.to - b.to,
  );
}

/** The same diagnostics of syntax, the first with the place where a server stumbles. */
function withNoticed(diagnostics: readonly Diagnostic[], text: string): readonly Diagnostic[] {
  const [first, ...rest] = diagnostics;
  const noticed = findStumble(text);
  if (first === undefined || noticed === null) return diagnostics;
  return [{ ...first, noticed }, ...rest];
}

/** The commands, up to their blocks, that hold a fault of syntax. */
function brokenCommands(
  script: Script,
  diagnostics: readonly Diagnostic[],
): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const { code, from } of diagnostics) {
    if (harmless.has(code)) continue;
    const command = innermost(script.commands, from);
    if (command !== null) found.push({ from: command.from, to: command.block?.from ?? command.to });
  }
  return found;
}

function innermost(commands: readonly Command[], offset: number): Command | null {
  let list = commands;
  for (;;) {
    const command = lastBefore(list, offset);
    if (command === undefined || offset > command.to) return null;
    if (command.block === null || offset < command.block.from) return command;
    list = command.block.commands;
  }
}

/** The last command that starts at or before an offset, by halving. */
function lastBefore(commands: readonly Command[], offset: number): Command | undefined {
  let low = 0;
  let high = commands.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((commands[middle]?.from ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return commands[low - 1];
}
