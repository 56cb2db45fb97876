import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'discard;',
  'require ["fileinto", "copy"]; fileinto :copy "a"; discard;',
  'discard; keep;',
])('useless-discard: nothing in %s', (text) => {
  expect(lintFrames('useless-discard', text)).toBe('');
});

test('useless-discard: what it finds', () => {
  const find = (text: string): string => lintFrames('useless-discard', text);
  expect(find(`keep;\ndiscard;`)).toMatchInlineSnapshot(`
    "<script>:2:1: warning: “discard” does not undo the “keep” above, so it has no effect. Remove one of the two. [useless-discard]
      2 | discard;
        | ^^^^^^^^"
  `);
});
