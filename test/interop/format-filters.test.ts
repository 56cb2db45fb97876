import { type Filter, format, parse, readFilters, readVacation } from '@sievekit/parser';
import { expect, it } from 'vitest';

const script = `require ["vacation","fileinto", "mailbox", "date", "relational"];

# rule:[Out of office]
vacation :days 7 :addresses ["alice@example.org","alice.smith@example.org","a.smith@example.org"] :subject "Away" text:
I am away.
.
;
# rule:[Lists]
if anyof (header :contains "List-Id" "dev.example.org", header :is "Subject" "Weekly report of all")
{
	fileinto :create "Lists/dev";
	stop;
}
# rule:[Old]
if false # header :is "Subject" "invoice"
{
	fileinto "Bills";
}
# rule:[By hand]
if size :over 2M { discard; } elsif true
{
	keep;   }
`;

/** Filters without their places. */
function shown(text: string): unknown[] {
  const filters: readonly Filter[] = readFilters(parse(text).script);
  return filters.map(({ from: _, to: __, ...filter }) => filter);
}

it.each([20, 80, 200])('the rules are the same before and after format, width %i', (width) => {
  const { text, edits } = format(script, { width, sortRequire: true });
  expect(edits.length).toBeGreaterThan(5);
  expect(shown(text)).toEqual(shown(script));
  expect(shown(text)).toHaveLength(3);
  const vacation = readVacation(parse(script).script);
  expect(vacation).not.toBeNull();
  expect(JSON.stringify(readVacation(parse(text).script))).toBe(JSON.stringify(vacation));
});
