import {
  applyEdits,
  listFilters,
  parse,
  readFilterForm,
  switchFilter,
  writeFilterForm,
} from '../packages/parser/dist/index.js';
import { median } from './median.mjs';
import { table, verdict } from './table.mjs';

const rules = 500;
const rounds = 60;

/**
 * What a webmail user waits for: the list of 500 rules from the text of a script, and one of them
 * changed. In CPU time, since nothing of it waits.
 */
export function measureFilters() {
  const text = scriptOf(rules);
  /** @type {readonly (readonly [string, number, (round: number) => () => unknown])[]} */
  const works = [
    ['the list, from the text', 20, () => () => listFilters(parse(text).script)],
    [
      'a condition and an action changed',
      5,
      (round) => {
        const { script } = parse(text);
        const index = (round * 7) % rules;
        const form = readFilterForm(script, index);
        if (form === null) throw new Error('This rule has no form.');
        const branches = form.branches.map((branch) => ({
          ...branch,
          actions: [{ type: /** @type {const} */ ('fileinto'), mailbox: `Other ${round}` }],
        }));
        return () => writeFilterForm(script, index, { ...form, branches });
      },
    ],
    [
      'a rule switched off',
      5,
      (round) => {
        const { script } = parse(text);
        listFilters(script);
        return () => applyEdits(text, switchFilter(script, (round * 7) % rules, false));
      },
    ],
  ];
  const times = works.map(() => /** @type {number[]} */ ([]));
  for (let round = 0; round < rounds; round++) {
    for (const [at, [, , prepare]] of works.entries()) times[at]?.push(cpuOf(prepare(round)));
  }
  const rows = works.map(([name, goal], at) => {
    // The first rounds are those in which the code is compiled.
    const typical = median((times[at] ?? []).slice(rounds / 3));
    return [name, typical.toFixed(1), `${goal}`, verdict(typical <= goal)];
  });
  const head = ['what is done', 'median, ms', 'goal, ms', ''];
  const size = `${rules} rules, ${Math.round(text.length / 1000)} KB`;
  return { text: `## Rules of a webmail user\n\nIn a script of ${size}.\n\n${table(head, rows)}` };
}

/**
 * @param {() => unknown} work
 * @returns {number} milliseconds of CPU time
 */
function cpuOf(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** @param {number} count */
function scriptOf(count) {
  const lines = ['require ["copy","fileinto","imap4flags"];'];
  for (let at = 0; at < count; at++) {
    lines.push(
      `# rule:[Rule ${at}]`,
      `if anyof (header :contains "Subject" "list ${at}", address :is "From" "a${at}@example.org")`,
      '{',
      `\tfileinto "Folder ${at}";`,
      '\taddflag "\\\\Seen";',
      '\tstop;',
      '}',
    );
  }
  return `${lines.join('\r\n')}\r\n`;
}
