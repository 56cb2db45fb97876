import { type Action, prepare, type RunResult } from '@sievekit/interpreter';
import { check } from '@sievekit/parser';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SieveResult, sieveTest } from '../lab/sievec.ts';
import { whyMissing } from '../lab/state.ts';
import { scripts } from './action-generator.ts';
import { messages, senders, tests } from './run-generator.ts';
import { seed } from './verdict.ts';

const runs = 40;
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

const isAccepted = (script: string): boolean =>
  check(script, { profile: 'pigeonhole-0.5' }).every(({ severity }) => severity !== 'error');
const isValid = (text: string): boolean => isAccepted(`${head}if ${text} { keep; }`);

const missing = whyMissing('dovecot');
const reason = missing === null ? '' : ` (${missing})`;

test.skipIf(missing !== null)(`tests come out as on the server${reason}`, async () => {
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
});

const scriptRuns = 100;

test.skipIf(missing !== null)(`actions are those of the server${reason}`, async () => {
  const generated = fc.sample(scripts, { seed, numRuns: scriptRuns });
  const mails = fc.sample(messages, { seed, numRuns: scriptRuns });
  const from = fc.sample(senders, { seed, numRuns: scriptRuns });
  const differences: string[] = [];
  let compared = 0;
  for (const [run, script] of generated.entries()) {
    if (!isAccepted(script)) continue;
    const [message = '', sender = ''] = [mails[run], from[run]];
    const envelope = { from: sender, to: 'alice@lab.test' };
    const expected = theirActions(
      await sieveTest(script, { message, from: sender, to: 'alice@lab.test' }),
    );
    const found = ourActions(prepare(script).run(message, { envelope }));
    compared++;
    if (found === expected) continue;
    differences.push(
      `server: ${expected}\nwe:     ${found}\n${script}\n${JSON.stringify(message)}`,
    );
  }
  const report = `seed ${seed}: ${differences.length} of ${compared} differ\n${differences.join('\n')}`;
  console.log(report.slice(0, 2000));
  expect(compared, report).toBeGreaterThan(scriptRuns / 2);
  expect(1 - differences.length / compared, report).toBeGreaterThanOrEqual(0.97);
});

/** The actions that `sieve-test` prints, in one line. */
function theirActions({ output, errors }: SieveResult): string {
  if (/final result: failed/.test(errors)) return 'failed';
  const [performed = '', keep = ''] = output.split('Implicit keep:');
  const words = performed.split('\n').flatMap((line) => {
    const [, mailbox] = /^ \* store message in folder: (.*)/.exec(line) ?? [];
    if (mailbox !== undefined) return [`store ${mailbox.replace(/^inbox$/i, 'INBOX')}`];
    const [, list] = /^ +\+ add IMAP flags: (.*)/.exec(line) ?? [];
    if (list !== undefined) return [formatFlags(list.split(' '))];
    const [, to] = /^ \* redirect message to: <(.*)>/.exec(line) ?? [];
    if (to !== undefined) return [`redirect ${to}`];
    return /^ \* (?:send )?(discard|reject|vacation)/.exec(line)?.[1] ?? [];
  });
  const [, flags = ''] = /add IMAP flags: (.*)/.exec(keep) ?? [];
  const implicit = keep.includes('store message');
  if (implicit) words.push('implicit', formatFlags(flags.split(' ')));
  return words.filter((part) => part !== '').join(' ');
}

function ourActions({ actions, implicitKeep, flags, errors }: RunResult): string {
  if (errors.length > 0) return 'failed';
  const words = actions.flatMap(describe);
  if (implicitKeep) words.push('implicit', formatFlags(flags));
  return words.filter((part) => part !== '').join(' ');
}

function describe(action: Action): string[] {
  if ('mailbox' in action) return [`store ${action.mailbox}`, formatFlags(action.flags)];
  return action.type === 'redirect' ? [`redirect ${action.address}`] : [action.type];
}

function formatFlags(flags: readonly string[]): string {
  const all = new Set(flags.map((flag) => flag.toLowerCase()).filter((flag) => flag !== ''));
  return all.size === 0 ? '' : `[${[...all].sort().join(' ')}]`;
}
