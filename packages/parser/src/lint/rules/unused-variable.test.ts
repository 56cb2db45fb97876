import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  `require "variables"; set "a" "b"; redirect "\${a}";`,
  'require ["variables", "include"]; global "a"; set "a" "b";',
  'require ["variables", "imap4flags"]; addflag "a" "b"; if hasflag "a" "b" { keep; }',
])('unused-variable: nothing in %s', (text) => {
  expect(lintFrames('unused-variable', text)).toBe('');
});

test('unused-variable: what it finds', () => {
  const find = (text: string): string => lintFrames('unused-variable', text);
  expect(find(`require "variables";\nset "folder" "a";\nset "folder" "b";`)).toMatchInlineSnapshot(`
    "<script>:2:5: warning: The variable “folder” is set and never read. Remove it, or read it as \${folder}. [unused-variable]
      2 | set "folder" "a";
        |     ^^^^^^^^"
  `);
});
