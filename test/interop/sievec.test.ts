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
  sameLine,
  seed,
  type Verdict,
} from './verdict.ts';

const missing = whyMissing('dovecot');
const generated = 2400;
/** The compiler has it by itself, a server only when told. */
const ofCompiler = 'vnd.dovecot.debug';
const profile = 'pigeonhole-0.5';

/** Where Pigeonhole 0.5.19 and the standards part: the profile follows it, `any` the standards. */
const differs: readonly [script: string, sievecAccepts: boolean, why: string][] = [
  ['vacation :from "a@b.c, d@e.f" "x";', false, 'RFC 5230 4.3: a mailbox-list'],
  ['setflag "a" "b" "c";', true, 'RFC 5232 3.1: two arguments at most'],
  ['if exists :mime :anychild :anychild "from" { }', true, 'RFC 5228 2.6.2: a tag once'],
  ['if date :zone "CET" "date" "year" "2020" { }', true, 'RFC 5260 4.1: an offset from UTC'],
  ['if ihave "$' + '{x}" { }', true, 'RFC 5463 4: no variables'],
  ['notify "xmpp:a@b.c";', false, 'RFC 5437: a method that Pigeonhole lacks'],
  ['set "a" "$' + '{33}";', false, 'RFC 5229 6: a limit of the server; it says so and goes on'],
  ['set :quoteregex "a" "b";', false, 'in later drafts of regex only'],
];

/** Both verdicts on each script. A complaint counts as a refusal, whatever the status. */
async function judge(scripts: readonly string[]): Promise<Verdict[]> {
  const results = await sievecAll(scripts);
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
  `Pigeonhole’s compiler${missing === null ? '' : ` (${missing})`}`,
  () => {
    test('accepts what we accept of the table', { timeout: 120_000 }, async () => {
      const verdicts = await judge(valid.map((entry) => complete(entry)));
      const wrong = verdicts.filter(({ accepted, ours }) => !accepted || ours.length > 0);
      expect(wrong.map(describeVerdict)).toEqual([]);
    });

    test('refuses what we refuse of the table, at the same line', {
      timeout: 120_000,
    }, async () => {
      const verdicts = await judge(invalid.map((entry) => complete(entry)));
      const wrong = verdicts.filter(({ accepted, ours }) => accepted || ours.length === 0);
      expect(wrong.map(describeVerdict)).toEqual([]);
      const lines = verdicts.filter(({ line }) => line !== null);
      expect(lines.filter(sameLine).length / lines.length).toBeGreaterThan(0.98);
    });

    test('parts from the standards where its profile says so', async () => {
      const scripts = differs.map(([script]) => complete(script));
      const verdicts = await judge(scripts);
      const expected = differs.map(([, accepts]) => accepts);
      expect(verdicts.map(({ accepted }) => accepted)).toEqual(expected);
      expect(verdicts.map(({ ours }) => ours.length === 0)).toEqual(expected);
      expect(scripts.map((text) => errorsOf(text, 'any').length > 0)).toEqual(expected);
    });

    test('has what its profile says, by default or switched on', async () => {
      const { capabilities, optional } = findProfile(profile);
      const offered = [...(capabilities ?? []), ...optional];
      const others = profiles.flatMap((other) => other.capabilities ?? []);
      const names = [...new Set([...offered, ...others])];
      const scripts = names.map((name) => `require ["variables", "foreverypart", "${name}"];`);
      const plain = await sievecAll(scripts);
      expect(names.filter((_, index) => plain[index]?.ok)).toEqual([
        ...(capabilities ?? []),
        ofCompiler,
      ]);
      const config = { capabilities: ['variables', 'foreverypart', ...optional] };
      const configured = await sievecAll(scripts, config);
      // Those of plugins that are not loaded here, and one that this program lacks.
      const elsewhere = /^(?:ereject|imapsieve|vnd\.dovecot\.(?:execute|filter|imapsieve|pipe))$/;
      const seen = optional.filter((name) => !elsewhere.test(name));
      expect(seen.filter((name) => !configured[names.indexOf(name)]?.ok)).toEqual([]);
    });

    test(`agrees on generated scripts (SIEVEKIT_SEED=${seed})`, { timeout: 240_000 }, async () => {
      expectAgreement(await judge(generate(generated)), 0.99, 0.95);
    });
  },
);
