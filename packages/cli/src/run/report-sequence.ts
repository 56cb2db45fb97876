import { reasonsFor, type SequenceResult, summarize } from '@sievekit/interpreter';
import type { Terminal } from '../terminal.ts';
import type { CheckedScript } from './read-script.ts';
import { printResult } from './report.ts';

/** The stable JSON of `sievekit run --json --before FILE`: that of one script, and each of them. */
export function sequenceJson(
  { steps, result }: SequenceResult,
  scripts: readonly CheckedScript[],
): string {
  const actions = result.actions.map((action) => {
    const index = steps.findIndex((step) => step.result?.actions.includes(action));
    const [script, trace] = [scripts[index], steps[index]?.result?.trace ?? []];
    const reasons = script === undefined ? [] : reasonsFor(action, script.script, trace);
    return { ...action, script: script?.path ?? null, reasons };
  });
  const { implicitKeep, errors, flags, trace } = result;
  const each = steps.map(({ name, result: own }, index) => {
    const script = scripts[index]?.script;
    if (own === null || script === undefined) return { path: name, ran: false };
    return { path: name, ran: true, sentence: summarize(own, script), errors: own.errors };
  });
  const own = implicitKeep ? { flags } : {};
  return `${JSON.stringify({ actions, implicitKeep, ...own, errors, scripts: each, trace }, null, 2)}\n`;
}

/** What each script did and why, and in the end what became of the message. */
export function printSequence(
  { steps, result }: SequenceResult,
  scripts: readonly CheckedScript[],
  all: boolean,
  terminal: Terminal,
): void {
  for (const [index, { name, result: own }] of steps.entries()) {
    const script = scripts[index]?.script;
    terminal.out(`${name}\n`);
    if (own === null || script === undefined) {
      terminal.out('Not run: a script before it decided what becomes of the message.\n\n');
      continue;
    }
    printResult(own, script, all, terminal);
    terminal.out('\n');
  }
  const last = steps.findLastIndex((step) => step.result !== null);
  const script = scripts[last]?.script;
  const own = steps[last]?.result;
  if (script === undefined || own === undefined || own === null) return;
  const kept = result.implicitKeep && own.actions.length > 0 ? ' It is kept in INBOX.' : '';
  terminal.out(`In the end, by ${steps[last]?.name}: ${summarize(own, script)}${kept}\n`);
}
