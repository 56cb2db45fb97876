import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'require ["date", "relational"]; if currentdate :zone "+0000" :value "ge" "iso8601" "2026-01-01T00:00:00+00:00" { keep; }',
  'require ["date", "relational"]; if currentdate :value "ge" "date" "2026-01-01" { keep; }',
  'require "date"; if date :originalzone "date" "iso8601" "x" { keep; }',
  'require "date"; if date :contains "date" "iso8601" "2026" { keep; }',
])('date-without-zone: nothing in %s', (text) => {
  expect(lintFrames('date-without-zone', text)).toBe('');
});

test('date-without-zone: what it finds', () => {
  const find = (text: string): string => lintFrames('date-without-zone', text);
  expect(
    find(
      `require ["date", "relational"];\nif currentdate :value "ge" "iso8601" "2026-01-01T00:00:00Z" { keep; }`,
    ),
  ).toMatchInlineSnapshot(`
    "<script>:2:28: warning: These dates are compared as text, and the server writes them in its own time zone, so the result is off by hours. Add :zone, and write the key in that zone. [date-without-zone]
      2 | if currentdate :value "ge" "iso8601" "2026-01-01T00:00:00Z" { keep; }
        |                            ^^^^^^^^^"
  `);
});
