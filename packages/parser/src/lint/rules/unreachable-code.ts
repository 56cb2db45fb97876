import type { Fix } from '../../diagnostic.ts';
import { wrapInIfFalse } from '../../language/if-false.ts';
import { startOfIndent } from '../../text/blank.ts';
import type { Call, Step } from '../call.ts';
import type { Facts } from '../facts.ts';
import { constantOf } from '../flow.ts';
import { type Rule, replace } from '../rule.ts';

/** Commands after `stop`, or after a chain all branches of which end the script (RFC 5228 section 3.3). */
export const unreachableCode: Rule = {
  name: 'unreachable-code',
  severity: 'warning',
  summary: 'Commands that never run, because the script always ends before them.',
  since: '0.1.0',
  find(facts, report) {
    for (const { steps, owner } of facts.sequences) {
      if (owner?.tests[0] !== undefined && constantOf(owner.tests[0]) === false) continue;
      const end = steps.findIndex((step) => step.ends);
      const ending = steps[end]?.calls[0];
      const dead = end < 0 ? [] : deadCalls(steps.slice(end + 1));
      const [first] = dead;
      const last = dead.at(-1);
      if (ending === undefined || first === undefined || last === undefined) continue;
      const why =
        ending.name === 'if'
          ? 'every branch of the “if” above ends the script'
          : `“${ending.name}” above ends it`;
      report(
        { from: first.node.from, to: last.node.to },
        `This never runs, because ${why}. Remove it, or move it up.`,
        ...fixesFor(dead, facts),
      );
    }
  },
};

/** What never runs, without rules at either end that are switched off anyway. */
function deadCalls(steps: readonly Step[]): Call[] {
  const first = steps.findIndex((step) => !isOff(step));
  const last = steps.findLastIndex((step) => !isOff(step));
  return steps.slice(first, last + 1).flatMap((step) => step.calls);
}

function isOff({ calls }: Step): boolean {
  return calls.every(({ tests: [test] }) => test !== undefined && constantOf(test) === false);
}

function fixesFor(dead: readonly Call[], { script, text }: Facts): Fix[] {
  const commands = dead.map(({ node }) => node).filter((node) => node.type === 'command');
  const [first] = commands;
  const last = commands.at(-1);
  if (first === undefined || last === undefined) return [];
  return [
    { title: 'Switch it off with if false', edits: wrapInIfFalse(script, commands) },
    replace('Remove it', { from: startOfIndent(text, first.from), to: last.to }, ''),
  ];
}
