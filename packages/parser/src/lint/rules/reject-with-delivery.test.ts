import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([`require "reject"; if exists "a" { reject "no"; stop; }\nkeep;`])(
  'reject-with-delivery: nothing in %s',
  (text) => {
    expect(lintFrames('reject-with-delivery', text)).toBe('');
  },
);

test('reject-with-delivery: what it finds', () => {
  const find = (text: string): string => lintFrames('reject-with-delivery', text);
  expect(
    find(`require ["reject", "fileinto"];\nif exists "a" {\n  reject "no";\n  fileinto "x";\n}`),
  ).toMatchInlineSnapshot(`
    "<script>:3:3: warning: The sender is told that the message was refused, while “fileinto” delivers it; many servers fail here. Remove one of the two. [reject-with-delivery]
      3 |   reject "no";
        |   ^^^^^^"
  `);
});
