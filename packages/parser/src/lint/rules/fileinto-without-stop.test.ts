import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  `require ["fileinto"];\nif exists "a" { fileinto "A"; stop; }\nif exists "b" { fileinto "B"; stop; }`,
  `require ["fileinto"];\nif exists "a" { fileinto "A"; } elsif exists "b" { fileinto "B"; }`,
  `require ["fileinto"];\nif header :is "list-id" "a" { fileinto "A"; }\nif header :is "list-id" "b" { fileinto "B"; }`,
  `require ["fileinto"];\nif exists "a" { fileinto "A"; }\nif false { fileinto "B"; }`,
  `require ["fileinto", "copy"]; if exists "a" { fileinto :copy "A"; }\nif exists "b" { fileinto "B"; }`,
])('fileinto-without-stop: nothing in %s', (text) => {
  expect(lintFrames('fileinto-without-stop', text)).toBe('');
});

test('fileinto-without-stop: what it finds', () => {
  const find = (text: string): string => lintFrames('fileinto-without-stop', text);
  expect(
    find(
      `require ["fileinto"];\nif exists "a" { fileinto "A"; }\nif exists "b" { fileinto "B"; }\nif exists "c" { fileinto "C"; }`,
    ),
  ).toMatchInlineSnapshot(`
    "<script>:2:17: note: The rules below still run, and another one may file the same message again. Add “stop;” after this, or “:copy” if that is meant. [fileinto-without-stop]
      2 | if exists "a" { fileinto "A"; }
        |                 ^^^^^^^^^^^^^"
  `);
  expect(
    find(
      `require ["fileinto"];\nif header :is "x" ["a", "b"] { fileinto "A"; }\nif header :is "x" ["b", "c"] { fileinto "B"; stop; }`,
    ),
  ).toMatchInlineSnapshot(`
    "<script>:2:32: note: The rules below still run, and another one may file the same message again. Add “stop;” after this, or “:copy” if that is meant. [fileinto-without-stop]
      2 | if header :is "x" ["a", "b"] { fileinto "A"; }
        |                                ^^^^^^^^^^^^^"
  `);
});
