import { limits } from '../../limits.ts';
import type { Range } from '../../text/range.ts';
import { type Call, hasTag, type Sequence, type Step, stringsOf } from '../call.ts';
import { canonical } from '../canonical.ts';
import { commandsWithin, constantOf } from '../flow.ts';
import type { Report, Rule } from '../rule.ts';

interface Filing {
  readonly at: Range;
  readonly sought: Sought | null;
}

/** Values that a rule looks for, and where: rules that differ in these alone exclude one another. */
interface Sought {
  readonly subject: string;
  readonly keys: ReadonlySet<string>;
}

/** A rule that files and goes on to another one that may file too. */
export const fileintoWithoutStop: Rule = {
  name: 'fileinto-without-stop',
  severity: 'note',
  summary: 'A rule that files without `stop`, while a later one may file the message again.',
  since: '0.1.0',
  find({ sequences }, report) {
    for (const sequence of sequences) findIn(sequence, report);
  },
};

/** Reports the first such rule of a sequence: the others have the same reason. */
function findIn({ steps }: Sequence, report: Report): void {
  const open: Filing[] = [];
  for (const step of steps) {
    if (step.calls[0]?.name !== 'if') continue;
    const at = filingOf(step);
    if (at === null && (open.length === 0 || !mayFile(step))) continue;
    const sought = soughtBy(step);
    const earlier = open.find((other) => !exclude(other.sought, sought));
    if (earlier !== undefined) {
      report(
        earlier.at,
        'The rules below still run, and another one may file the same message again. Add “stop;” after this, or “:copy” if that is meant.',
      );
      return;
    }
    if (at !== null && open.length < limits.comparedKeys) open.push({ at, sought });
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

function exclude(a: Sought | null, b: Sought | null): boolean {
  if (a === null || b === null || a.subject !== b.subject) return false;
  for (const key of b.keys) if (a.keys.has(key)) return false;
  return true;
}

function soughtBy({ calls }: Step): Sought | null {
  const test = calls[0]?.tests[0];
  if (calls.length > 1 || test === undefined || test.matchType !== 'is') return null;
  const key = test.keyArgument;
  if (key === null) return null;
  return {
    subject: canonical(test, null),
    keys: new Set(stringsOf(key).map(({ value }) => value.toLowerCase())),
  };
}
