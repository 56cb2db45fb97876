import { type Call, keysOf, type Sequence } from '../call.ts';
import { constantOf } from '../flow.ts';
import type { Report, Rule } from '../rule.ts';

const destructive = new Set(['discard', 'ereject', 'reject']);
/** Header fields that practically all mail has. */
const usual = /^(?:from|date|to|subject|received|message-id)$/i;

/** A rule that drops or refuses every message. */
export const matchesEverything: Rule = {
  name: 'matches-everything',
  severity: 'warning',
  summary: 'A rule that discards or rejects every message, or nearly every one.',
  since: '0.1.0',
  find({ sequences }, report) {
    for (const sequence of sequences) findIn(sequence, report);
  },
};

function findIn({ steps }: Sequence, report: Report): void {
  for (const { calls } of steps) {
    const [first] = calls;
    // After a rule that stops, the rest is for all others: the usual default.
    if (first?.name === 'if' && first.block?.ends === true && !isForAll(first.tests[0])) return;
    for (const call of calls) {
      const [test] = call.tests;
      if (call.block === null || test === undefined || !isForAll(test)) continue;
      const action = call.block.straight.find(({ name }) => destructive.has(name));
      if (action === undefined) continue;
      report(
        test.node,
        `This is true for practically every message, so “${action.name}” loses mail. Write what the rule is to look for.`,
      );
    }
  }
}

function isForAll(test: Call | undefined): boolean {
  if (test === undefined) return false;
  if (constantOf(test) === true) return true;
  if (test.name === 'anyof') return test.tests.some(isForAll);
  if (test.name === 'allof') return test.tests.length > 0 && test.tests.every(isForAll);
  if (test.name === 'size') return test.tags.has('over') && isZero(test);
  if (test.name !== 'header' && test.name !== 'address') return false;
  const [names] = test.positional;
  if (names?.node.type !== 'string' || !usual.test(names.node.value)) return false;
  const type = test.matchType;
  const all = type === 'contains' ? '' : type === 'matches' ? '*' : null;
  return all !== null && keysOf(test).some(({ value }) => value === all);
}

function isZero(test: Call): boolean {
  const [limit] = test.positional;
  return limit?.node.type === 'number' && limit.node.value === 0n;
}
