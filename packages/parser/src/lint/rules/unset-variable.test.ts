import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  `require "variables"; set "a" "b"; redirect "\${a}";`,
  `require "variables"; if header :matches "a" "*" { redirect "\${1}"; }`,
  `redirect "\${a}";`,
])('unset-variable: nothing in %s', (text) => {
  expect(lintFrames('unset-variable', text)).toBe('');
});

test('unset-variable: what it finds', () => {
  const find = (text: string): string => lintFrames('unset-variable', text);
  expect(
    find(`require "variables";\nset "address" "a@example.org";\nredirect "\${adress}";`),
  ).toMatchInlineSnapshot(`
    "<script>:3:11: warning: The variable “adress” is never set, so it is always empty. Did you mean address? [unset-variable]
      3 | redirect "\${adress}";
        |           ^^^^^^^^^
    Replace by address:
        require "variables";
        set "address" "a@example.org";
        redirect "\${address}";"
  `);
});
