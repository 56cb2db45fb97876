import type { Diagnostic } from '../diagnostic.ts';
import { limits } from '../limits.ts';
import type { Command, Script } from '../syntax/ast.ts';
import type { Range } from '../text/range.ts';
import { readFacts } from './facts.ts';
import type { Rule } from './rule.ts';
import type { RuleName, RuleSettings } from './rule-name.ts';
import { rules } from './rules.ts';
import { innermostCommand } from './statement.ts';
import { type IsSuppressed, readSuppressions } from './suppress.ts';
import type { Memory } from './walk.ts';

/** How to lint. */
export interface LintOptions {
  /** By name of a rule: `off`, or how much its findings matter. Others keep their own severity. */
  readonly rules?: RuleSettings;
  /** What parser and validator found: statements that hold an error are left out. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** A rule of the linter as lists show it. */
export interface RuleDescription {
  readonly name: RuleName;
  readonly severity: 'note' | 'warning';
  /** What it finds, in one sentence. */
  readonly summary: string;
  /** Version that brought it. */
  readonly since: string;
}

/** Every rule of the linter, by name. */
export const lintRules: readonly RuleDescription[] = rules.map(
  ({ name, severity, summary, since }) => ({ name, severity, summary, since }),
);

/**
 * What is valid in a script and yet probably not meant. In the order of the script, at most
 * `limits.diagnostics`; never an error unless `options` say so. Rules that are switched off
 * by a comment such as `# sievekit-disable-next-line rule-name` are silent there, and all are silent
 * in blocks that never run because their test is `false`.
 */
export function lint(script: Script, options: LintOptions = {}): Diagnostic[] {
  return lintAgain(script, options, null);
}

/** The same for a script some commands of which were linted before: nodes that are in `memory`. */
export function lintAgain(
  script: Script,
  options: LintOptions,
  memory: Memory | null,
): Diagnostic[] {
  const facts = readFacts(script, memory);
  const errors = (options.diagnostics ?? []).filter(({ severity }) => severity === 'error');
  const broken = commandsAt(script, errors);
  for (const command of facts.unusable) broken.add(command);
  const isSuppressed = readSuppressions(script, facts.directives);
  const found: Diagnostic[] = [];
  for (const rule of rules) {
    const severity = options.rules?.[rule.name] ?? rule.severity;
    if (severity === 'off' || (rule.whole === true && errors.length > 0)) continue;
    let count = 0;
    rule.find(facts, (at, message, ...fixes) => {
      if (count >= limits.diagnostics || isSilent(rule, at, facts.disabled, isSuppressed)) return;
      if (broken.size > 0 && isIn(broken, innermostCommand(script.commands, at.from))) return;
      count++;
      const base = { code: rule.name, severity, message, from: at.from, to: at.to };
      found.push(fixes.length === 0 ? base : { ...base, fixes });
    });
  }
  return found.sort((a, b) => a.from - b.from || a.to - b.to).slice(0, limits.diagnostics);
}

function isIn(broken: ReadonlySet<Command>, command: Command | null): boolean {
  return command !== null && broken.has(command);
}

function commandsAt(script: Script, errors: readonly Diagnostic[]): Set<Command> {
  const found = new Set<Command>();
  for (const { from } of errors) {
    const command = innermostCommand(script.commands, from);
    if (command !== null) found.add(command);
  }
  return found;
}

function isSilent(
  rule: Rule,
  at: Range,
  disabled: readonly Range[],
  isSuppressed: IsSuppressed,
): boolean {
  return isSuppressed(rule.name, at.from) || isWithin(disabled, at.from);
}

/** Whether one of the ranges, which are in order and apart, holds the offset. */
function isWithin(ranges: readonly Range[], offset: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.from ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return offset < (ranges[low - 1]?.to ?? 0);
}
