import type { Diagnostic } from './diagnostic.ts';
import type { Parsed } from './incremental/parser.ts';
import { lintAgain } from './lint/lint.ts';
import type { RuleSettings } from './lint/rule-name.ts';
import { innermostCommand } from './lint/statement.ts';
import type { Memory } from './lint/walk.ts';
import type { Script } from './syntax/ast.ts';
import { parse } from './syntax/parse.ts';
import type { ValidateOptions } from './validate/context.ts';
import { knownServer } from './validate/known-server.ts';
import type { Silence } from './validate/silence.ts';
import { findStumble } from './validate/stumble.ts';
import { validateAgain } from './validate/validate.ts';

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
  'wrong-comment',
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

/** How to check a script. */
export interface CheckOptions extends ValidateOptions {
  /** What to do with the findings of the linter, by name of a rule; `off` leaves out all. */
  readonly rules?: RuleSettings | 'off';
}

/**
 * All that is wrong with a script, its syntax and what it says, and what is doubtful by the rules
 * of the linter, sorted by place. A fault of syntax is reported once: what follows from it is left
 * out, and so are doubts about a statement with an error.
 */
export function check(text: string, options: CheckOptions = {}): Diagnostic[] {
  return checkParsed({ ...parse(text), faultless: 0 }, options, null);
}

/** What validator and linter know of commands that they have seen before, with the same options. */
export interface Seen {
  readonly silence: Silence;
  readonly memory: Memory;
}

/** The same for a script that is parsed already, and of which a part may have been seen. */
export function checkParsed(
  parsed: Parsed,
  options: CheckOptions,
  seen: Seen | null,
): Diagnostic[] {
  const found = findErrors(parsed, options, seen?.silence ?? null);
  if (options.rules === 'off') return found;
  const { script } = parsed;
  const { rules } = options;
  const lintOptions = { diagnostics: found, ...(rules === undefined ? {} : { rules }) };
  const doubts = lintAgain(script, lintOptions, seen?.memory ?? null);
  return doubts.length === 0 ? found : merge(found, doubts);
}

/** Both in the order of the script. The linter can mend what was superseded, so it has the word. */
function merge(found: readonly Diagnostic[], doubts: readonly Diagnostic[]): Diagnostic[] {
  const told = new Set(
    doubts.filter(({ code }) => code === 'deprecated-capability').map(({ from }) => from),
  );
  return [
    ...found.filter(({ code, from }) => code !== 'superseded-capability' || !told.has(from)),
    ...doubts,
  ].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** What parser and validator find, sorted by place. */
function findErrors(
  parsed: Parsed,
  options: ValidateOptions,
  silence: Silence | null,
): Diagnostic[] {
  const { script, diagnostics } = parsed;
  const found = validateAgain(script, knownServer(options), silence);
  if (diagnostics.length === 0) return found;
  const broken = brokenCommands(script, diagnostics);
  const kept = found.filter(
    (diagnostic) =>
      !structural.has(diagnostic.code) ||
      !broken.some(({ from, to }) => from <= diagnostic.from && diagnostic.from < to),
  );
  return [...withNoticed(parsed), ...kept].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** The same diagnostics of syntax, the first with the place where a server stumbles. */
function withNoticed({ script, diagnostics, faultless }: Parsed): readonly Diagnostic[] {
  const [first, ...rest] = diagnostics;
  const noticed = findStumble(script.text.slice(faultless));
  if (first === undefined || noticed === null) return diagnostics;
  return [{ ...first, noticed: faultless + noticed }, ...rest];
}

/** The commands, up to their blocks, that hold a fault of syntax. */
function brokenCommands(
  script: Script,
  diagnostics: readonly Diagnostic[],
): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const { code, from } of diagnostics) {
    if (harmless.has(code)) continue;
    const command = innermostCommand(script.commands, from);
    if (command !== null) found.push({ from: command.from, to: command.block?.from ?? command.to });
  }
  return found;
}
