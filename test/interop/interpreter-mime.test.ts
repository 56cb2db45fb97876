import { prepare } from '@sievekit/interpreter';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sieveTest } from '../lab/sievec.ts';
import { whyMissing } from '../lab/state.ts';
import { bodyTests, mimeMessages, mimeTests } from './mime-generator.ts';
import { seed } from './verdict.ts';

const runs = 40;
const testsEach = 40;
/** Share of tests that must come out as on the server: new seeds meet new corners. */
const goal = 0.995;

const head =
  'require ["variables", "fileinto", "relational", "body", "mime", "foreverypart", "extracttext"];\n';
const note = (test: string): string =>
  `if ${test} { set "r" "\${r}1"; } else { set "r" "\${r}0"; }`;

/** A script that files into a mailbox whose name tells how each test came out. */
function scriptOf(outside: readonly string[], inside: readonly string[]): string {
  const loops = inside.map((test) => `set "r" "\${r}|";\nforeverypart { ${note(test)} }`);
  const texts = 'foreverypart { extracttext :length "l"; set "r" "${r}|${l}"; }';
  const tests = `${outside.map(note).join('\n')}\nfileinto "R\${r}";\nset "r" "";`;
  return `${head}${[tests, ...loops].join('\n')}\nset "r" "\${r}|";\n${texts}\nfileinto "L\${r}";\n`;
}

const missing = whyMissing('dovecot');
const reason = missing === null ? '' : ` (${missing})`;

test.skipIf(missing !== null)(`parts of messages are those of the server${reason}`, async () => {
  const bodies = fc.sample(bodyTests, { seed, numRuns: runs * testsEach });
  const fields = fc.sample(mimeTests, { seed, numRuns: runs * testsEach });
  const messages = fc.sample(mimeMessages, { seed, numRuns: runs });
  const differences: string[] = [];
  let compared = 0;
  for (let run = 0; run < runs; run++) {
    const range = [run * testsEach, (run + 1) * testsEach] as const;
    const list = fields.slice(...range);
    const outside = [...bodies.slice(...range), ...list];
    // Within a message in a message, the server takes parts behind it for its children.
    const inside = list.filter((one) => !one.includes(':anychild')).slice(0, testsEach / 4);
    const script = scriptOf(outside, inside);
    const message = messages[run] ?? '';
    const theirs = await sieveTest(script, { message });
    const expected = /folder: R([01]*)\n[^*]*\* store message in folder: L([\d|]*)\n/.exec(
      theirs.output,
    );
    // A server that gives up on a script is no judge of it.
    if (expected === null) continue;
    const [ours = '', found = ''] = prepare(script)
      .run(message)
      .actions.map((action) => ('mailbox' in action ? action.mailbox.slice(1) : ''));
    const [, first = '', loops = ''] = expected;
    const own = found.split('|').slice(1);
    const check = (what: string, a: string | undefined, b: string | undefined): void => {
      compared++;
      if (a !== b) differences.push(`server ${b}, we ${a}: ${what}\n  ${JSON.stringify(message)}`);
    };
    outside.forEach((one, index) => {
      check(one, ours[index], first[index]);
    });
    for (const [index, result] of loops.split('|').slice(1).entries()) {
      check(`foreverypart ${inside[index] ?? 'extracttext'}`, own[index], result);
    }
  }
  const report = `seed ${seed}: ${differences.length} of ${compared} differ\n${differences.join('\n')}`;
  console.log(report.slice(0, 2000));
  expect(compared, report).toBeGreaterThan((runs * testsEach) / 2);
  expect(1 - differences.length / compared, report).toBeGreaterThanOrEqual(goal);
});
