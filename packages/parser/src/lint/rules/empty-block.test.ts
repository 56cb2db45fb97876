import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  'if exists "a" { keep; }',
  `if exists "a" {\n  # nothing to do\n}`,
  'if exists "a" { } else { keep; }',
])('empty-block: nothing in %s', (text) => {
  expect(lintFrames('empty-block', text)).toBe('');
});

test('empty-block: what it finds', () => {
  const find = (text: string): string => lintFrames('empty-block', text);
  expect(find('if exists "a" { }')).toMatchInlineSnapshot(`
    "<script>:1:15: note: This block is empty, so the test above it has no effect. Add an action, or remove it. [empty-block]
      1 | if exists "a" { }
        |               ^^^"
  `);
  expect(find(`if exists "a" { keep; } else {\n}`)).toMatchInlineSnapshot(`
    "<script>:1:30: note: This block is empty, so the test above it has no effect. Add an action, or remove it. [empty-block]
      1 | if exists "a" { keep; } else {
        |                              ^"
  `);
});
