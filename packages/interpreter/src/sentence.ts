import type { Script } from '@sievekit/parser';
import { branchesOf, describeAction } from './explain.ts';
import { Phrases } from './phrase.ts';
import type { RunResult } from './run/result.ts';

/**
 * What became of the message and why, in one sentence: “Filed into Lists because the List-Id
 * contains “sieve” (line 12).” The result must have a trace.
 */
export function summarize(result: RunResult, script: Script): string {
  const [error] = result.errors;
  if (error !== undefined) {
    const place = error.line === null ? '' : ` in line ${error.line}`;
    return `Kept in INBOX because the script made a mistake${place}: ${withoutPeriod(error.message)}.`;
  }
  const phrases = new Phrases(script, result.trace);
  const clauses = result.actions.map((action) => {
    const reasons = branchesOf(action, script).flatMap(({ command, result }) => {
      const [test] = command.tests;
      return test === undefined ? [] : (phrases.because(test, result) ?? []);
    });
    const what = withoutPeriod(describeAction(action));
    const why = reasons.length === 0 ? '' : ` because ${reasons.join(' and ')}`;
    return `${what}${why} (line ${action.line}${action.script === undefined ? '' : ` of ${action.script}`})`;
  });
  if (result.implicitKeep) clauses.push(keptBySelf(result));
  const [first = '', ...others] = clauses;
  return `${[first, ...others.map(startSmall)].join('; ')}.`;
}

function keptBySelf({ actions }: RunResult): string {
  return actions.length === 0
    ? 'Kept in INBOX because nothing in the script said otherwise'
    : 'Kept in INBOX besides';
}

function withoutPeriod(text: string): string {
  return text.replace(/\.$/, '');
}

function startSmall(clause: string): string {
  return clause.slice(0, 1).toLowerCase() + clause.slice(1);
}
