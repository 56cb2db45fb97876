import { describe, expect, test } from 'vitest';
import { cyrusSievec, cyrusSievecAll } from './cyrus-sievec.ts';
import { whyMissing } from './state.ts';

const missing = whyMissing('cyrus');

describe.skipIf(missing !== null)(
  `Cyrus’s sievec${missing === null ? '' : ` (${missing})`}`,
  () => {
    test('accepts a valid script', async () => {
      const result = await cyrusSievec('require "fileinto";\nfileinto "Lists";\n');
      expect(result).toEqual({ ok: true, errors: '' });
    });

    test('compiles many in order, each with its own complaints', async () => {
      const found = await cyrusSievecAll(['keep;', 'keep;\nfileinto "a";', 'stop;', 'foo;']);
      expect(found.map(({ ok }) => ok)).toEqual([true, false, true, false]);
      expect(found[1]?.errors).toMatch(/line 2: fileinto extension MUST be enabled/);
      expect(found[3]?.errors).toMatch(/line 1: syntax error/);
    });
  },
);
