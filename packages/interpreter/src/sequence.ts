import { type Message, readMessage } from './message/message.ts';
import type { Program } from './program.ts';
import type { Action } from './run/action.ts';
import type { RunOptions } from './run/option.ts';
import type { RunResult } from './run/result.ts';

/** A script of several that a server runs on one message. */
export interface SequenceScript {
  /** For people, such as the name of a file. */
  readonly name: string;
  readonly program: Program;
}

/** What one script of several did. */
export interface SequenceStep {
  readonly name: string;
  /** What it alone did; null where those before it ended the sequence. */
  readonly result: RunResult | null;
}

/** What several scripts did together. */
export interface SequenceResult {
  /** One for each script, in their order. */
  readonly steps: readonly SequenceStep[];
  /**
   * What is done in the end. `actions` are those of all, without a `keep` that a later script
   * answered for, and each once; errors and flags are those of the last
   * that ran.
   */
  readonly result: RunResult;
}

/**
 * Runs scripts one after the other as a server runs those before the user's own, the user's, and
 * those after it. The next one runs while the message is kept, by `keep` or by itself; one that
 * fails, or takes the message elsewhere, is the last (draft-degener-sieve-multiscript). What a
 * script changes in the header, the next one sees.
 */
export function runSequence(
  scripts: readonly SequenceScript[],
  source: Message | Uint8Array | string,
  options: RunOptions = {},
): SequenceResult {
  const first = typeof source === 'object' && 'octets' in source ? source : readMessage(source);
  const results = runInOrder(
    scripts.map(
      ({ program }) =>
        (message: Message, flags: readonly string[]) =>
          program.run(message, { ...options, flags }),
    ),
    first,
  );
  const steps = scripts.map(({ name }, index) => ({ name, result: results[index] ?? null }));
  return { steps, result: joinResults(results, first) };
}

/** The results of the scripts that run; fewer than there are where one ends the sequence. */
export function runInOrder(
  runs: readonly ((message: Message, flags: readonly string[]) => RunResult)[],
  first: Message,
): readonly RunResult[] {
  const results: RunResult[] = [];
  let message = first;
  let flags: readonly string[] = [];
  for (const run of runs) {
    const result = run(message, flags);
    results.push(result);
    if (result.errors.length > 0 || !isKept(result)) break;
    message = result.message;
    flags = result.flags;
  }
  return results;
}

/** What results of one sequence are together. */
export function joinResults(results: readonly RunResult[], message: Message): RunResult {
  const last = results.at(-1);
  if (last === undefined) {
    return { actions: [], implicitKeep: true, flags: [], errors: [], message, trace: [] };
  }
  const actions: Action[] = [];
  let fresh = 0;
  for (const result of results) {
    const kept = result === last ? result.actions : result.actions.filter(isNoKeep);
    const added = kept.filter((action) => !isAnswered(action, actions));
    fresh = added.length;
    actions.push(...added);
  }
  // What was done before does not take the place of the implicit keep, as on the server.
  const implicitKeep = last.implicitKeep || (last.actions.length > 0 && fresh === 0);
  return { ...last, actions, implicitKeep, trace: results.flatMap(({ trace }) => trace) };
}

function isKept({ implicitKeep, actions }: RunResult): boolean {
  return implicitKeep || actions.some(({ type }) => type === 'keep');
}

function isNoKeep({ type }: Action): boolean {
  return type !== 'keep';
}

/** What an earlier script did is not done again. */
function isAnswered(action: Action, before: readonly Action[]): boolean {
  switch (action.type) {
    case 'vacation':
      return before.some(({ type }) => type === 'vacation');
    case 'fileinto':
      return before.some((other) => 'mailbox' in other && other.mailbox === action.mailbox);
    case 'redirect':
      return before.some((other) => other.type === 'redirect' && other.address === action.address);
    default:
      return false;
  }
}
