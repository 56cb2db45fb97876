import type { Sequence } from '../call.ts';
import { constantOf, delivers } from '../flow.ts';
import type { Report, Rule } from '../rule.ts';

/** A `discard` in a rule after which another rule stores the message (RFC 5228 section 4.4). */
export const discardWithoutStop: Rule = {
  name: 'discard-without-stop',
  severity: 'warning',
  summary: 'A rule that discards without `stop`, while a later action may store the message.',
  since: '0.1.0',
  find({ sequences, named }, report) {
    const [script] = sequences;
    if (named('discard').length > 0 && script !== undefined) walk(script, false, report);
  },
};

/** `later`: whether a command after this sequence may store. Gives whether one in it may. */
function walk(sequence: Sequence, later: boolean, report: Report): boolean {
  let stores = later;
  let own = false;
  for (const { calls, ends } of sequence.steps.toReversed()) {
    if (ends) stores = false;
    let here = false;
    for (const call of calls) {
      if (call.name === 'discard' && stores && isConditional(sequence)) reportAt(call.node, report);
      if (delivers(call)) here = true;
      const [test] = call.tests;
      if (call.block === null || (test !== undefined && constantOf(test) === false)) continue;
      if (walk(call.block, stores, report)) here = true;
    }
    stores ||= here;
    own ||= here;
  }
  return own;
}

/** For every message, discard is the usual default before rules that keep some. */
function isConditional({ owner }: Sequence): boolean {
  return owner !== null && owner.tests[0]?.name !== 'true';
}

function reportAt(at: { from: number; to: number }, report: Report): void {
  report(
    at,
    '“discard” only takes back what the server does by default: the commands below still run, and may store the message. Add “stop;” after it.',
  );
}
