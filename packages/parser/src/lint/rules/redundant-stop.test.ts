import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each(['if exists "a" { stop; }', `stop;\nkeep;`, 'keep;'])(
  'redundant-stop: nothing in %s',
  (text) => {
    expect(lintFrames('redundant-stop', text)).toBe('');
  },
);

test('redundant-stop: what it finds', () => {
  const find = (text: string): string => lintFrames('redundant-stop', text);
  expect(find(`keep;\nstop;`)).toMatchInlineSnapshot(`
    "<script>:2:1: note: The script ends here anyway, so this “stop” does nothing unless another script includes this one. Remove it. [redundant-stop]
      2 | stop;
        | ^^^^^"
  `);
});
