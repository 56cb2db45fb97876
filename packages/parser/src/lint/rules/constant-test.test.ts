import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'if true { keep; }',
  'if false { keep; }',
  'if not exists "a" { keep; }',
  'if anyof (exists "a", false) { keep; }',
])('constant-test: nothing in %s', (text) => {
  expect(lintFrames('constant-test', text)).toBe('');
});

test('constant-test: what it finds', () => {
  const find = (text: string): string => lintFrames('constant-test', text);
  expect(find('if anyof (header :contains "subject" "x", true) { keep; }')).toMatchInlineSnapshot(`
    "<script>:1:4: warning: This test is true for every message, so what else it looks at never counts. Write “true”, or remove the constant part. [constant-test]
      1 | if anyof (header :contains "subject" "x", true) { keep; }
        |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
  `);
  expect(find('if allof (false, exists "x") { keep; }')).toMatchInlineSnapshot(`
    "<script>:1:4: warning: This test is false for every message, so what else it looks at never counts. Write “false”, or remove the constant part. [constant-test]
      1 | if allof (false, exists "x") { keep; }
        |    ^^^^^^^^^^^^^^^^^^^^^^^^^"
  `);
  expect(find('if not true { keep; } elsif not false { keep; }')).toMatchInlineSnapshot(`
    "<script>:1:4: warning: This test is false for every message, so what else it looks at never counts. Write “false”, or remove the constant part. [constant-test]
      1 | if not true { keep; } elsif not false { keep; }
        |    ^^^^^^^^
    <script>:1:29: warning: This test is true for every message, so what else it looks at never counts. Write “true”, or remove the constant part. [constant-test]
      1 | if not true { keep; } elsif not false { keep; }
        |                             ^^^^^^^^^"
  `);
});
