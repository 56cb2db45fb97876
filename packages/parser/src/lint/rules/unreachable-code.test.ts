import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  `if exists "a" { stop; }\nkeep;`,
  `if exists "a" { stop; } elsif exists "b" { stop; }\nkeep;`,
  'if false { stop; keep; }',
  `stop;\nif false { keep; }`,
  `keep;\nstop;`,
])('unreachable-code: nothing in %s', (text) => {
  expect(lintFrames('unreachable-code', text)).toBe('');
});

test('unreachable-code: what it finds', () => {
  const find = (text: string): string => lintFrames('unreachable-code', text);
  expect(find(`stop;\nkeep;\ndiscard;`)).toMatchInlineSnapshot(`
    "<script>:2:1: warning: This never runs, because “stop” above ends it. Remove it, or move it up. [unreachable-code]
      2 | keep;
        | ^^^^^
    Switch it off with if false:
        stop;
        if false {
          keep;
          discard;
        }
    Remove it:
        stop;"
  `);
  expect(find(`if exists "a" { keep; stop; } else { stop; }\nkeep;`)).toMatchInlineSnapshot(`
    "<script>:2:1: warning: This never runs, because every branch of the “if” above ends the script. Remove it, or move it up. [unreachable-code]
      2 | keep;
        | ^^^^^
    Switch it off with if false:
        if exists "a" { keep; stop; } else { stop; }
        if false {
          keep;
        }
    Remove it:
        if exists "a" { keep; stop; } else { stop; }"
  `);
  expect(find(`if true { stop; }\nkeep;`)).toMatchInlineSnapshot(`
    "<script>:2:1: warning: This never runs, because every branch of the “if” above ends the script. Remove it, or move it up. [unreachable-code]
      2 | keep;
        | ^^^^^
    Switch it off with if false:
        if true { stop; }
        if false {
          keep;
        }
    Remove it:
        if true { stop; }"
  `);
  expect(
    find(`require "foreverypart";\nforeverypart { break; keep; }\nkeep;`),
  ).toMatchInlineSnapshot(`
    "<script>:2:23: warning: This never runs, because “break” above ends it. Remove it, or move it up. [unreachable-code]
      2 | foreverypart { break; keep; }
        |                       ^^^^^
    Switch it off with if false:
        require "foreverypart";
        foreverypart { break; if false {
          keep;
        } }
        keep;
    Remove it:
        require "foreverypart";
        foreverypart { break; }
        keep;"
  `);
  expect(find(`stop;\nif false { keep; }\nif exists "a" {\n  keep;\n}\n`)).toMatchInlineSnapshot(`
    "<script>:3:1: warning: This never runs, because “stop” above ends it. Remove it, or move it up. [unreachable-code]
      3 | if exists "a" {
        | ^^^^^^^^^^^^^^^
    Switch it off with if false:
        stop;
        if false { keep; }
        if false {
          if exists "a" {
            keep;
          }
        }

    Remove it:
        stop;
        if false { keep; }
    "
  `);
});
