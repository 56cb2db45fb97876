import { findProfile, profiles } from '@sievekit/parser';
import { describe, expect, test } from 'vitest';
import { sievecAll } from '../lab/sievec.ts';
import { whyMissing } from '../lab/state.ts';
import { invalid } from './sievec-invalid.ts';
import { complete } from './sievec-mutant.ts';
import { valid } from './sievec-valid.ts';
import {
  describeVerdict,
  errorsOf,
  expectAgreement,
  generate,
  isApart,
  seed,
  type Verdict,
} from './verdict.ts';

const missing = whyMissing('dovecot24');
const generated = 300;
/** This compiler is slow to start: each run takes one in three of the tables. */
const every = 3;
const profile = 'pigeonhole-2.4';
const version = '2.4';

async function judge(scripts: readonly string[]): Promise<Verdict[]> {
  const results = await sievecAll(scripts, { version });
  return scripts.map((text, index) => {
    const { ok = false, errors = '' } = results[index] ?? {};
    const line = /line (\d+): error:/.exec(errors)?.[1];
    return {
      text,
      accepted: ok && line === undefined,
      line: line === undefined ? null : Number(line),
      ours: errorsOf(text, profile),
    };
  });
}

describe.skipIf(missing !== null)(
  `Pigeonhole’s compiler 2.4${missing === null ? '' : ` (${missing})`}`,
  () => {
    test(`agrees on the tables (SIEVEKIT_SEED=${seed})`, { timeout: 120_000 }, async () => {
      const entries = [...valid, ...invalid].filter((_, index) => (index + seed) % every === 0);
      const verdicts = await judge(entries.map((entry) => complete(entry)));
      expect(verdicts.filter(isApart).map(describeVerdict)).toEqual([]);
    });

    test('has what its profile says', async () => {
      const { capabilities, optional } = findProfile(profile);
      const others = profiles.flatMap((other) => [
        ...(other.capabilities ?? []),
        ...other.optional,
      ]);
      const names = [...new Set([...(capabilities ?? []), ...optional, ...others])];
      const scripts = names.map((name) => `require ["variables", "foreverypart", "${name}"];`);
      const results = await sievecAll(scripts, { version });
      // Debian 13 has 2.4.1; lists come with 2.4.2. The compiler has debug_log by itself.
      const here = capabilities?.filter((name) => name !== 'extlists') ?? [];
      expect(names.filter((_, index) => results[index]?.ok)).toEqual([
        ...here,
        'vnd.dovecot.debug',
      ]);
    });

    test(`agrees on generated scripts (SIEVEKIT_SEED=${seed})`, { timeout: 240_000 }, async () => {
      expectAgreement(await judge(generate(generated)), 0.99, 0.95);
    });
  },
);
