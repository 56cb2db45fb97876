import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  `if exists "a" { stop; }\nkeep;`,
  `if exists "a" { stop; } elsif exists "b" { stop; }\nkeep;`,
  'if false { stop; keep; }',
  `keep;\nstop;`,
])('unreachable-code: nothing in %s', (text) => {
  expect(lintFrames('unreachable-code', text)).toBe('');
});

test('unreachable-code: what it finds', () => {
  const find = (text: string): string => lintFrames('unreachable-code', text);
  expect(find(`stop;\nkeep;\ndiscard;`)).toMatchInlineSnapshot(`
    "<script>:2:1: warning: This never runs, because “stop” above ends it. Remove it, or move it up. [unreachable-code]
      2 | keep;
        | ^^^^^"
  `);
  expect(find(`if exists "a" { keep; stop; } else { stop; }\nkeep;`)).toMatchInlineSnapshot(`
    "<script>:2:1: warning: This never runs, because every branch of the “if” above ends the script. Remove it, or move it up. [unreachable-code]
      2 | keep;
        | ^^^^^"
  `);
  expect(find(`if true { stop; }\nkeep;`)).toMatchInlineSnapshot(`
    "<script>:2:1: warning: This never runs, because every branch of the “if” above ends the script. Remove it, or move it up. [unreachable-code]
      2 | keep;
        | ^^^^^"
  `);
  expect(
    find(`require "foreverypart";\nforeverypart { break; keep; }\nkeep;`),
  ).toMatchInlineSnapshot(`
    "<script>:2:23: warning: This never runs, because “break” above ends it. Remove it, or move it up. [unreachable-code]
      2 | foreverypart { break; keep; }
        |                       ^^^^^"
  `);
});
