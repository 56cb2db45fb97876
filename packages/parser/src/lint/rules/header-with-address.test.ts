import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'if address :is "from" "a@example.org" { keep; }',
  'if header :contains "from" "a@example.org" { keep; }',
  'if header :is "subject" "a@example.org" { keep; }',
  'if header :is "from" "Alice" { keep; }',
])('header-with-address: nothing in %s', (text) => {
  expect(lintFrames('header-with-address', text)).toBe('');
});

test('header-with-address: what it finds', () => {
  const find = (text: string): string => lintFrames('header-with-address', text);
  expect(find('if header :is "from" "a@example.org" { keep; }')).toMatchInlineSnapshot(`
    "<script>:1:4: warning: This compares the whole field, so “Alice <alice@example.org>” does not equal “alice@example.org”. Use the test “address”, which looks at the address alone. [header-with-address]
      1 | if header :is "from" "a@example.org" { keep; }
        |    ^^^^^^
    Replace by address:
        if address :is "from" "a@example.org" { keep; }"
  `);
  expect(
    find('if header ["To", "Cc"] ["a@example.org", "b@example.org"] { keep; }'),
  ).toMatchInlineSnapshot(`
    "<script>:1:4: warning: This compares the whole field, so “Alice <alice@example.org>” does not equal “alice@example.org”. Use the test “address”, which looks at the address alone. [header-with-address]
      1 | if header ["To", "Cc"] ["a@example.org", "b@example.org"] { keep; }
        |    ^^^^^^
    Replace by address:
        if address ["To", "Cc"] ["a@example.org", "b@example.org"] { keep; }"
  `);
});
