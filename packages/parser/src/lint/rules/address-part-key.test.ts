import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'if address :domain "from" "example.org" { keep; }',
  'if address "from" "a@example.org" { keep; }',
  'if address :domain :regex "from" "@" { keep; }',
])('address-part-key: nothing in %s', (text) => {
  expect(lintFrames('address-part-key', text)).toBe('');
});

test('address-part-key: what it finds', () => {
  const find = (text: string): string => lintFrames('address-part-key', text);
  expect(find('if address :domain "from" "a@example.org" { keep; }')).toMatchInlineSnapshot(`
    "<script>:1:27: warning: “:domain” is only one side of an address and holds no @, so this never fits. Leave the @ and the other side out, or compare with “:all”. [address-part-key]
      1 | if address :domain "from" "a@example.org" { keep; }
        |                           ^^^^^^^^^^^^^^^"
  `);
  expect(
    find('if address :localpart ["from", "to"] ["a", "b@c"] { keep; }'),
  ).toMatchInlineSnapshot(`
    "<script>:1:44: warning: “:localpart” is only one side of an address and holds no @, so this never fits. Leave the @ and the other side out, or compare with “:all”. [address-part-key]
      1 | if address :localpart ["from", "to"] ["a", "b@c"] { keep; }
        |                                            ^^^^^"
  `);
});
