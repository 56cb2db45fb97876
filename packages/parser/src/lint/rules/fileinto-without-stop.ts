import { limits } from '../../limits.ts';
import {
  type Call,
  hasTag,
  keyArgument,
  matchType,
  type Sequence,
  type Step,
  stringsOf,
} from '../call.ts';
import { canonical } from '../canonical.ts';
import { commandsWithin, constantOf } from '../flow.ts';
import type { Range, Report, Rule } from '../rule.ts';

interface Filing {
  readonly at: Range;
  readonly step: Step;
}

/** A rule that files and goes on to another one that may file too. */
export const fileintoWithoutStop: Rule = {
  name: 'fileinto-without-stop',
  severity: 'note',
  summary: 'A rule that files without `stop`, while a later one may file the message again.',
  since: '0.2.0',
  find({ sequences }, report) {
    for (const sequence of sequences) findIn(sequence, report);
  },
};

/** Reports the first such rule of a sequence: the others have the same reason. */
function findIn({ steps }: Sequence, report: Report): void {
  const open: Filing[] = [];
  for (const step of steps) {
    if (step.calls[0]?.name !== 'if') continue;
    const filing = filingOf(step);
    if (filing !== null || mayFile(step)) {
      const earlier = open.find((other) => !exclude(other.step, step));
      if (earlier !== undefined) {
        report(
          earlier.at,
          'The rules below still run, and another one may file the same message again. Add “stop;” after this, or “:copy” if that is meant.',
        );
        return;
      }
    }
    if (filing !== null && open.length < limits.comparedKeys) open.push({ at: filing, step });
  }
}

/** The first `fileinto` after which the script goes on. */
function filingOf({ calls }: Step): Range | null {
  for (const { block, tests } of calls) {
    if (block === null || block.ends || isOff(tests[0])) continue;
    for (const step of block.steps) {
      const [call] = step.calls;
      if (call?.name === 'fileinto' && !hasTag(call, 'copy')) return call.node;
    }
  }
  return null;
}

function mayFile({ calls }: Step): boolean {
  for (const { block, tests } of calls) {
    if (block === null || isOff(tests[0])) continue;
    for (const call of commandsWithin(block)) {
      if (call.name === 'fileinto' && !hasTag(call, 'copy')) return true;
    }
  }
  return false;
}

function isOff(test: Call | undefined): boolean {
  return test !== undefined && constantOf(test) === false;
}

/** Whether both look for other values of one thing, so that no message passes both. */
function exclude(a: Step, b: Step): boolean {
  const [first, second] = [a.calls[0]?.tests[0], b.calls[0]?.tests[0]];
  if (a.calls.length > 1 || b.calls.length > 1) return false;
  if (first === undefined || second === undefined) return false;
  if (matchType(first) !== 'is' || matchType(second) !== 'is') return false;
  const subject = subjectOf(first);
  if (subject === null || subject !== subjectOf(second)) return false;
  const keys = new Set(valuesOf(first));
  return !valuesOf(second).some((key) => keys.has(key));
}

function subjectOf(test: Call): string | null {
  const key = keyArgument(test);
  if (key === null) return null;
  const others = test.node.arguments.filter((argument) => argument !== key);
  return canonical({ ...test, node: { ...test.node, arguments: others } } as Call);
}

function valuesOf(test: Call): string[] {
  return stringsOf(keyArgument(test)).map(({ value }) => value.toLowerCase());
}
