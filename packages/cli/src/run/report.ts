import {
  type Action,
  describeAction,
  type Explanation,
  type Reason,
  type RunResult,
  reasonsFor,
  type TraceStep,
} from '@sievekit/interpreter';
import { type Diagnostic, positionAt, renderDiagnostic, type Script } from '@sievekit/parser';
import type { Terminal } from '../terminal.ts';

/** The stable JSON of `sievekit run --json`. */
export function explanationJson(explanation: Explanation, script: Script): string {
  const { result, sentence, alternatives } = explanation;
  const { implicitKeep, errors, trace } = result;
  const actions = result.actions.map((action) => ({
    ...action,
    reasons: reasonsFor(action, script, trace),
  }));
  const flags = implicitKeep ? { flags: result.flags } : {};
  return `${JSON.stringify({ actions, implicitKeep, ...flags, errors, sentence, alternatives, trace }, null, 2)}\n`;
}

/** The same for a script that cannot run: its errors, and the message is kept. */
export function scriptErrorJson(text: string, diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.map(({ message, from }) => ({
    message,
    line: positionAt(text, from).line,
  }));
  const kept = { actions: [], implicitKeep: true, flags: [], errors };
  const why = { sentence: `Kept in INBOX: ${cannotRun}.`, alternatives: [], trace: [] };
  return `${JSON.stringify({ ...kept, ...why }, null, 2)}\n`;
}

const cannotRun = 'the script has errors, and a server would not run it';

export function printScriptErrors(
  path: string,
  text: string,
  errors: readonly Diagnostic[],
  terminal: Terminal,
): void {
  for (const error of errors) {
    terminal.out(`${renderDiagnostic(text, error, { path, color: terminal.color })}\n\n`);
  }
  terminal.out(
    'The script has errors: a server would not run it, and the message would be kept.\n',
  );
}

/** How many other outcomes are printed: those that were nearest. */
const printedAlternatives = 3;

/** What was done and why; one sentence; and what would have changed it. */
export function printExplanation(
  { result, sentence, alternatives }: Explanation,
  script: Script,
  all: boolean,
  terminal: Terminal,
): void {
  printResult(result, script, all, terminal);
  terminal.out(`\n${sentence}\n`);
  if (alternatives.length === 0) return;
  terminal.out('\nIt would have been different\n');
  for (const { test, line, result: was, outcome } of alternatives.slice(0, printedAlternatives)) {
    terminal.out(`  if ${test} were ${was ? 'not ' : ''}true (line ${line}): ${outcome}\n`);
  }
  const more = alternatives.length - printedAlternatives;
  if (more > 0) terminal.out(`  and by ${more} more ${more === 1 ? 'test' : 'tests'}\n`);
}

/** What was done, why, and with `all` each step. */
export function printResult(
  result: RunResult,
  script: Script,
  all: boolean,
  terminal: Terminal,
): void {
  if (all) for (const step of result.trace) terminal.out(`${describeStep(step)}\n`);
  if (all && result.trace.length > 0) terminal.out('\n');
  for (const { message, line } of result.errors) {
    terminal.out(`Error${line === null ? '' : ` in line ${line}`}: ${message}\n`);
  }
  for (const action of result.actions) terminal.out(describe(action, script, result.trace));
  if (result.implicitKeep) {
    const flags = result.flags.length === 0 ? '' : ` with the flags ${result.flags.join(' ')}`;
    terminal.out(`Kept in INBOX${flags}: no action of the script cancelled that.\n`);
  }
}

function describe(action: Action, script: Script, trace: readonly TraceStep[]): string {
  const reasons = reasonsFor(action, script, trace).map(describeReason);
  const flags =
    'flags' in action && action.flags.length > 0 ? ` Flags: ${action.flags.join(' ')}.` : '';
  const place = action.script === undefined ? '' : ` of ${action.script}`;
  return `${describeAction(action)}${flags} (line ${action.line}${place})\n${reasons.join('')}`;
}

function describeReason({ test, line, result, matched }: Reason): string {
  const verdict = result ? 'is true' : 'is not true';
  const value = matched === null || !result ? '' : `: “${matched.value}” fits “${matched.key}”`;
  return `  because ${test} ${verdict}${value} (line ${line})\n`;
}

function describeStep({ kind, name, line, depth, result, comparisons = [] }: TraceStep): string {
  const place = `${String(line).padStart(4)}  ${'  '.repeat(depth)}`;
  if (kind === 'command') return `${place}${name}`;
  if (kind === 'skipped') return `${place}${name}: not evaluated`;
  const compared = comparisons.map(
    ({ value, key, matched }) =>
      `\n${' '.repeat(6)}${'  '.repeat(depth + 1)}“${value}” ${matched ? 'fits' : 'does not fit'} “${key}”`,
  );
  return `${place}${name}: ${result}${compared.join('')}`;
}
