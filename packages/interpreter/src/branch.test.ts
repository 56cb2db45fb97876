import { parse } from '@sievekit/parser';
import { expect, it } from 'vitest';
import { countBranches } from './branch.ts';
import { prepare } from './program.ts';
import { Tally } from './run/tally.ts';

const text = `require ["fileinto", "include"];
if header :contains "subject" "bill" {
  if size :over 1M { discard; } else { fileinto "Bills"; }
} elsif header "subject" "never" {
  keep;
}
include "other";
`;
const other = 'if header "subject" "x" { keep; }';

it('counts branches over many runs', () => {
  let time = 0;
  const tally = new Tally(() => time++);
  const program = prepare(text, { findScript: () => other });
  for (const subject of ['bill', 'x', 'y']) program.run(`Subject: ${subject}\n\n`, { tally });
  const rows = countBranches(parse(text).script, tally.counts).map(
    ({ kind, line, test, taken, passed }) => [kind, line, test, taken, passed],
  );
  expect(rows).toEqual([
    ['if', 2, 'header :contains "subject" "bill"', 1, 2],
    ['if', 3, 'size :over 1M', 0, 1],
    ['else', 3, '', 1, 0],
    ['elsif', 4, 'header "subject" "never"', 0, 2],
  ]);
  const included = countBranches(parse(other).script, tally.counts, 'other');
  expect(included).toMatchObject([{ taken: 1, passed: 2 }]);
  expect(countBranches(parse(text).script, tally.counts)[0]?.time).toBeGreaterThan(3);
});

it('gives branches that no run reached', () => {
  const [branch] = countBranches(parse(other).script, new Tally().counts);
  expect(branch).toMatchObject({ taken: 0, passed: 0, time: 0 });
});
