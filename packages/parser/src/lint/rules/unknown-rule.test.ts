import { expect, test } from 'vitest';
import { lintFrames } from '../../../test/lint-frames.ts';

test.each([
  `# sievekit-disable-next-line double-not\nkeep;`,
  `# sievekit-disable\nkeep;`,
  '# mentions sievekit-disable wrong',
  `# sievekit-disable double-not -- it reads better\nkeep;`,
])('unknown-rule: nothing in %s', (text) => {
  expect(lintFrames('unknown-rule', text)).toBe('');
});

test('unknown-rule: what it finds', () => {
  const find = (text: string): string => lintFrames('unknown-rule', text);
  expect(find(`# sievekit-disable-next-line duoble-not\nkeep;`)).toMatchInlineSnapshot(`
    "<script>:1:30: note: There is no rule “duoble-not”, so this switches nothing off. Did you mean double-not? [unknown-rule]
      1 | # sievekit-disable-next-line duoble-not
        |                              ^^^^^^^^^^
    Replace by double-not:
        # sievekit-disable-next-line double-not
        keep;"
  `);
  expect(
    find('/* sievekit-disable no-such-thing-at-all, double-not */ keep;'),
  ).toMatchInlineSnapshot(`
    "<script>:1:21: note: There is no rule “no-such-thing-at-all”, so this switches nothing off. “sievekit lint --list” prints all names. [unknown-rule]
      1 | /* sievekit-disable no-such-thing-at-all, double-not */ keep;
        |                     ^^^^^^^^^^^^^^^^^^^^"
  `);
});
