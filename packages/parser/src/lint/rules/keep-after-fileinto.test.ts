import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  `require ["fileinto"];\nfileinto "a";`,
  'require ["fileinto", "copy"]; fileinto :copy "a"; keep;',
  `require ["fileinto"];\nif exists "a" { fileinto "a"; }\nkeep;`,
])('keep-after-fileinto: nothing in %s', (text) => {
  expect(lintFrames('keep-after-fileinto', text)).toBe('');
});

test('keep-after-fileinto: what it finds', () => {
  const find = (text: string): string => lintFrames('keep-after-fileinto', text);
  expect(find(`require ["fileinto"];\nfileinto "a";\nkeep;`)).toMatchInlineSnapshot(`
    "<script>:3:1: note: The message was filed above, so this stores it a second time, in the inbox. Remove “keep”, or write “fileinto :copy” if two copies are meant. [keep-after-fileinto]
      3 | keep;
        | ^^^^^"
  `);
});
