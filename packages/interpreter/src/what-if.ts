import type { Command, Script, Test } from '@sievekit/parser';
import { limits } from './limits.ts';
import type { Message } from './message/message.ts';
import type { Program } from './program.ts';
import type { Action } from './run/action.ts';
import type { RunOptions } from './run/option.ts';
import type { RunResult } from './run/result.ts';
import type { TraceStep } from './run/trace.ts';
import { summarize } from './sentence.ts';

/** A test that would have changed the outcome, had it come out the other way. */
export interface Alternative {
  /** The test as the script writes it, in one line. */
  readonly test: string;
  readonly line: number;
  /** How it came out in fact. */
  readonly result: boolean;
  /** What would have become of the message, in one sentence. */
  readonly outcome: string;
}

/** What a run came to, and what else it might have come to. */
export interface Explanation {
  /** With a trace. */
  readonly result: RunResult;
  readonly sentence: string;
  /** The nearest first: what differs least from what the test asks for. */
  readonly alternatives: readonly Alternative[];
}

/**
 * Runs a program and explains the outcome: one sentence, and the tests that would have changed it
 * if one of them alone had come out the other way. Up to `limits.alternatives` are tried. `script`
 * is the tree of the program's text.
 */
export function explain(
  program: Program,
  script: Script,
  message: Message,
  options: RunOptions = {},
): Explanation {
  const before = { duplicates: new Map(options.duplicates), replies: new Map(options.replies) };
  const result = program.run(message, { ...options, trace: true });
  const usual = outcomeKey(result);
  const alternatives = decisiveTests(script, result.trace).flatMap((step) => {
    const other = program.run(message, {
      ...options,
      duplicates: new Map(before.duplicates),
      replies: new Map(before.replies),
      trace: true,
      force: new Map([[step.from, step.result !== true]]),
    });
    if (outcomeKey(other) === usual) return [];
    const test = script.text.slice(step.from, step.to).replace(/\s+/g, ' ');
    const outcome = summarize(other, script);
    return [{ test, line: step.line, result: step.result === true, outcome }];
  });
  return { result, sentence: summarize(result, script), alternatives };
}

/** Tests without tests in them that were evaluated, the nearest to the other result first. */
function decisiveTests(script: Script, trace: readonly TraceStep[]): readonly TraceStep[] {
  const leaves = new Set(script.commands.flatMap(leavesOf));
  const steps = new Map<number, TraceStep>();
  for (const step of trace) {
    if (step.kind === 'test' && step.script === undefined && leaves.has(step.from))
      steps.set(step.from, step);
  }
  return [...steps.values()]
    .map((step) => ({ step, distance: distanceOf(step) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, limits.alternatives)
    .map(({ step }) => step);
}

function leavesOf({ tests, block }: Command): number[] {
  return [...tests.flatMap(leavesIn), ...(block?.commands ?? []).flatMap(leavesOf)];
}

function leavesIn({ from, name, tests }: Test): number[] {
  if (tests.length > 0) return tests.flatMap(leavesIn);
  return name.lower === 'true' || name.lower === 'false' ? [] : [from];
}

/** 0 for a test that was true: a single change undoes it. Else how unlike value and key are. */
function distanceOf({ result, comparisons = [] }: TraceStep): number {
  if (result === true) return 0;
  return Math.min(1, ...comparisons.map(({ value, key }) => unlikeness(value, key)));
}

/** From 0, the same pairs of letters, to 1, none in common. */
function unlikeness(a: string, b: string): number {
  const [pairs, others] = [pairsOf(a), pairsOf(b)];
  const shared = [...pairs].filter((pair) => others.has(pair)).length;
  const all = pairs.size + others.size;
  return all === 0 ? 0 : 1 - (2 * shared) / all;
}

function pairsOf(text: string): ReadonlySet<string> {
  const lower = text.toLowerCase();
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < lower.length; at++) pairs.add(lower.slice(at, at + 2));
  return pairs;
}

/** What of a result a user would notice. */
function outcomeKey({ actions, implicitKeep, flags, errors }: RunResult): string {
  const parts = actions.map(withoutPlace);
  return JSON.stringify([parts, implicitKeep, implicitKeep ? flags : [], errors.length > 0]);
}

function withoutPlace({
  line: _line,
  from: _from,
  to: _to,
  script: _script,
  ...rest
}: Action): object {
  return rest;
}
