import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  `require ["fileinto"];\nfileinto "a";`,
  `require ["fileinto", "variables"];\nset "a" "b"; fileinto "\${a}";`,
  `require "vacation";\n# rule:[x]\nif false # vacation\n{ keep; }`,
  'require ["imapsieve", "vnd.example.new", "copy"];',
  'require "imapflags"; mark;',
])('unused-require: nothing in %s', (text) => {
  expect(lintFrames('unused-require', text)).toBe('');
});

test('unused-require: what it finds', () => {
  const find = (text: string): string => lintFrames('unused-require', text);
  expect(find(`require ["fileinto", "copy", "body"];\nfileinto "a";`)).toMatchInlineSnapshot(`
    "<script>:1:22: note: The script requires "copy" and never uses it: a server without it refuses the script all the same. Remove it. [unused-require]
      1 | require ["fileinto", "copy", "body"];
        |                      ^^^^^^
    Remove "copy" from require:
        require ["fileinto", "body"];
        fileinto "a";
    <script>:1:30: note: The script requires "body" and never uses it: a server without it refuses the script all the same. Remove it. [unused-require]
      1 | require ["fileinto", "copy", "body"];
        |                              ^^^^^^
    Remove "body" from require:
        require ["fileinto", "copy"];
        fileinto "a";"
  `);
  expect(find(`require "envelope";\nkeep;`)).toMatchInlineSnapshot(`
    "<script>:1:9: note: The script requires "envelope" and never uses it: a server without it refuses the script all the same. Remove it. [unused-require]
      1 | require "envelope";
        |         ^^^^^^^^^^
    Remove "envelope" from require:
        keep;"
  `);
});
