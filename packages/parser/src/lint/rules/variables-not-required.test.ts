import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([`require "variables"; redirect "\${a}";`, 'redirect "$a";', `redirect "\${a-b}";`])(
  'variables-not-required: nothing in %s',
  (text) => {
    expect(lintFrames('variables-not-required', text)).toBe('');
  },
);

test('variables-not-required: what it finds', () => {
  const find = (text: string): string => lintFrames('variables-not-required', text);
  expect(
    find(`require "fileinto";\nif header :matches "list-id" "*" { fileinto "Lists/\${1}"; }`),
  ).toMatchInlineSnapshot(`
    "<script>:2:52: warning: The script does not require "variables", so “\${1}” stays as it is written. Add "variables" to require. [variables-not-required]
      2 | …f header :matches "list-id" "*" { fileinto "Lists/\${1}"; }
        |                                                    ^^^^
    Add "variables" to require:
        require ["fileinto", "variables"];
        if header :matches "list-id" "*" { fileinto "Lists/\${1}"; }"
  `);
});
