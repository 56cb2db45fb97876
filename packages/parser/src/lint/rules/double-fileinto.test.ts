import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  `require ["fileinto"];\nfileinto "a";`,
  'require ["fileinto", "copy"]; fileinto :copy "a"; fileinto "b";',
  `require ["fileinto"];\nif exists "a" { fileinto "a"; } else { fileinto "b"; }`,
])('double-fileinto: nothing in %s', (text) => {
  expect(lintFrames('double-fileinto', text)).toBe('');
});

test('double-fileinto: what it finds', () => {
  const find = (text: string): string => lintFrames('double-fileinto', text);
  expect(find(`require ["fileinto"];\nfileinto "a";\nfileinto "b";`)).toMatchInlineSnapshot(`
    "<script>:3:1: note: The message is stored in the folder above and in this one. If both are meant, say so with “:copy” on all but the last; else remove one. [double-fileinto]
      3 | fileinto "b";
        | ^^^^^^^^^^^^^"
  `);
});
