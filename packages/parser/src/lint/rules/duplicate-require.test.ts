import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each(['require ["fileinto", "copy"];', 'require "fileinto"; require "copy";'])(
  'duplicate-require: nothing in %s',
  (text) => {
    expect(lintFrames('duplicate-require', text)).toBe('');
  },
);

test('duplicate-require: what it finds', () => {
  const find = (text: string): string => lintFrames('duplicate-require', text);
  expect(find('require ["fileinto", "copy", "fileinto"];')).toMatchInlineSnapshot(`
    "<script>:1:30: note: "fileinto" is required above already. Remove it here. [duplicate-require]
      1 | require ["fileinto", "copy", "fileinto"];
        |                              ^^^^^^^^^^
    Remove "fileinto" from require:
        require ["fileinto", "copy"];"
  `);
  expect(find(`require "copy";\nrequire ["copy"];`)).toMatchInlineSnapshot(`
    "<script>:2:10: note: "copy" is required above already. Remove it here. [duplicate-require]
      2 | require ["copy"];
        |          ^^^^^^
    Remove "copy" from require:
        require "copy";
    "
  `);
});
