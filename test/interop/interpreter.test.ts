import { prepare } from '@sievekit/interpreter';
import { check } from '@sievekit/parser';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sieveTest } from '../lab/sievec.ts';
import { whyMissing } from '../lab/state.ts';
import { messages, senders, tests } from './run-generator.ts';
import { seed } from './verdict.ts';

const runs = 60;
const testsEach = 50;
/** Share of tests that must come out as on the server: new seeds meet new corners. */
const goal = 0.995;

const head =
  'require ["variables", "fileinto", "envelope", "relational", "regex", "subaddress", "date", ' +
  '"index", "comparator-i;ascii-numeric"];\n';

/** A script that files into a mailbox whose name tells how each test came out. */
function scriptOf(list: readonly string[]): string {
  const lines = list.map((test) => `if ${test} { set "r" "\${r}1"; } else { set "r" "\${r}0"; }`);
  return `${head}${lines.join('\n')}\nfileinto "R\${r}";\n`;
}

const isValid = (test: string): boolean =>
  check(`${head}if ${test} { keep; }`, { profile: 'pigeonhole-0.5' }).every(
    ({ severity }) => severity !== 'error',
  );

const missing = whyMissing('dovecot');

test.skipIf(missing !== null)(
  `tests come out as on the server${missing === null ? '' : ` (${missing})`}`,
  async () => {
    const generated = fc.sample(tests, { seed, numRuns: runs * testsEach });
    const mails = fc.sample(messages, { seed, numRuns: runs });
    const from = fc.sample(senders, { seed, numRuns: runs });
    const differences: string[] = [];
    let compared = 0;
    for (let run = 0; run < runs; run++) {
      const list = generated.slice(run * testsEach, (run + 1) * testsEach).filter(isValid);
      const script = scriptOf(list);
      const [message = '', sender = ''] = [mails[run], from[run]];
      const theirs = await sieveTest(script, { message, from: sender, to: 'alice+d@lab.test' });
      const expected = /folder: R([01]*)\n/.exec(theirs.output)?.[1];
      // A server that gives up on a script is no judge of it.
      if (expected === undefined) continue;
      const envelope = { from: sender, to: 'alice+d@lab.test' };
      const [action] = prepare(script).run(message, { envelope }).actions;
      const found = action !== undefined && 'mailbox' in action ? action.mailbox.slice(1) : '';
      list.forEach((test, index) => {
        compared++;
        if (found[index] === expected[index]) return;
        differences.push(
          `server ${expected[index]}, we ${found[index]}: ${test}\n  ${JSON.stringify(message)}`,
        );
      });
    }
    const report = `seed ${seed}: ${differences.length} of ${compared} differ\n${differences.join('\n')}`;
    console.log(report.slice(0, 2000));
    expect(compared, report).toBeGreaterThan((runs * testsEach) / 2);
    expect(1 - differences.length / compared, report).toBeGreaterThanOrEqual(goal);
  },
);
