import { findProfile, profiles } from '@sievekit/parser';
import { describe, expect, test } from 'vitest';
import { cyrusSievecAll } from '../lab/cyrus-sievec.ts';
import { whyMissing } from '../lab/state.ts';
import { cyrusApart, cyrusCapabilities, cyrusCases } from './cyrus-sievec-case.ts';
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

const missing = whyMissing('cyrus');
const generated = 900;
const profile = 'cyrus-3.6';

async function judge(scripts: readonly string[]): Promise<Verdict[]> {
  const results = await cyrusSievecAll(scripts);
  return scripts.map((text, index) => {
    const { ok = false, errors = '' } = results[index] ?? {};
    const line = /^line (\d+):/m.exec(errors)?.[1];
    const ours = errorsOf(text, profile);
    return { text, accepted: ok, line: line === undefined ? null : Number(line), ours };
  });
}

const completed = (entry: string): string => complete(entry, cyrusCapabilities);

describe.skipIf(missing !== null)(
  `Cyrus’s compiler${missing === null ? '' : ` (${missing})`}`,
  () => {
    test('agrees on the scripts of the tables', { timeout: 120_000 }, async () => {
      const apart = new Set(cyrusApart.map(([entry]) => entry));
      const entries = [...valid, ...invalid].filter((entry) => !apart.has(entry));
      const verdicts = await judge(entries.map(completed));
      expect(verdicts.filter(isApart).map(describeVerdict)).toEqual([]);
    });

    test('accepts and refuses what is its own way', async () => {
      const verdicts = await judge(cyrusCases.map(([entry]) => completed(entry)));
      expect(verdicts.filter(isApart).map(describeVerdict)).toEqual([]);
      const accepted = verdicts.map((verdict) => verdict.accepted);
      expect(accepted).toEqual(cyrusCases.map(([, accepts]) => accepts));
    });

    test('parts from us where the list of that says so, and only there', async () => {
      const verdicts = await judge(cyrusApart.map(([entry]) => completed(entry)));
      expect(verdicts.filter((verdict) => !isApart(verdict)).map(describeVerdict)).toEqual([]);
    });

    test('has what its profile says', async () => {
      const names = [...new Set(profiles.flatMap((other) => other.capabilities ?? []))];
      const results = await cyrusSievecAll(names.map((name) => `require "${name}";`));
      const known = findProfile(profile).capabilities ?? [];
      expect(names.filter((_, index) => results[index]?.ok).sort()).toEqual([...known].sort());
    });

    // 99.3 % over many seeds; a margin, since every run has its own.
    test(`agrees on generated scripts (SIEVEKIT_SEED=${seed})`, { timeout: 240_000 }, async () => {
      const known = new Set(cyrusApart.map(([entry]) => entry));
      const cases = cyrusCases.filter(([, accepts]) => accepts).map(([entry]) => entry);
      const plain = [...valid, ...cases].filter(
        (entry) => !entry.startsWith('!') && !known.has(entry),
      );
      expectAgreement(await judge(generate(generated, cyrusCapabilities, plain)), 0.985, 0.8);
    });
  },
);
