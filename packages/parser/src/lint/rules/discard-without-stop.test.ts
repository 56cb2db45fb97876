import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  `if exists "x" { discard; stop; }\nkeep;`,
  `discard;\nif exists "x" { keep; }`,
  'if exists "x" { discard; }',
  'if exists "x" { discard; } else { keep; }',
  `if exists "x" { discard; }\nif false { keep; }`,
])('discard-without-stop: nothing in %s', (text) => {
  expect(lintFrames('discard-without-stop', text)).toBe('');
});

test('discard-without-stop: what it finds', () => {
  const find = (text: string): string => lintFrames('discard-without-stop', text);
  expect(
    find(
      `if header :contains "subject" "sale" { discard; }\nif header :contains "to" "lists" { keep; }`,
    ),
  ).toMatchInlineSnapshot(`
    "<script>:1:40: warning: “discard” only takes back what the server does by default: the commands below still run, and may store the message. Add “stop;” after it. [discard-without-stop]
      1 | if header :contains "subject" "sale" { discard; }
        |                                        ^^^^^^^^"
  `);
  expect(
    find(`if exists "a" {\n  if exists "x" { discard; }\n}\nredirect "a@example.org";`),
  ).toMatchInlineSnapshot(`
    "<script>:2:19: warning: “discard” only takes back what the server does by default: the commands below still run, and may store the message. Add “stop;” after it. [discard-without-stop]
      2 |   if exists "x" { discard; }
        |                   ^^^^^^^^"
  `);
});
