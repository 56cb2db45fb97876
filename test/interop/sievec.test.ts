import { check, type Diagnostic, parse, positionAt } from '@sievekit/parser';
import { describe, expect, test } from 'vitest';
import { sievec } from '../lab/sievec.ts';
import { whyMissing } from '../lab/state.ts';
import { createRandom, generatorCapabilities, ScriptGenerator } from './sievec-generator.ts';
import { invalid } from './sievec-invalid.ts';
import { valid } from './sievec-valid.ts';

const missing = whyMissing('dovecot');
const seed = Number(process.env.SIEVEKIT_SEED ?? Date.now() % 1_000_000);
const generated = 240;

/** Where Pigeonhole 0.5.19 and the standards part, and why we follow the standards. */
const differs: readonly [script: string, sievecAccepts: boolean, why: string][] = [
  ['vacation :from "a@b.c, d@e.f" "x";', false, 'RFC 5230 4.3: a mailbox-list'],
  ['setflag "a" "b" "c";', true, 'RFC 5232 3.1: two arguments at most'],
  ['if ihave "$' + '{x}" { }', true, 'RFC 5463 4: no variables'],
  ['notify "xmpp:a@b.c";', false, 'RFC 5437: a method that Pigeonhole lacks'],
  ['set "a" "$' + '{33}";', false, 'RFC 5229 6: a limit of the server; it says so and goes on'],
  ['set :quoteregex "a" "b";', false, 'in later drafts of regex only'],
];

interface Verdict {
  readonly text: string;
  readonly accepted: boolean;
  readonly line: number | null;
  readonly ours: readonly Diagnostic[];
}

/** Both verdicts on each script, four at a time. A complaint counts as a refusal, whatever the status. */
async function judge(scripts: readonly string[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < scripts.length; index = next++) {
      const text = scripts[index] ?? '';
      const { ok, errors } = await sievec(text);
      const line = /line (\d+): error:/.exec(errors)?.[1];
      verdicts[index] = {
        text,
        accepted: ok && line === undefined,
        line: line === undefined ? null : Number(line),
        ours: check(text).filter(({ severity }) => severity === 'error'),
      };
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  return verdicts;
}

/** The script of a table entry: with everything required in front, or as it stands after `!`. */
function complete(entry: string): string {
  if (entry.startsWith('!')) return `${entry.slice(1)}\n`;
  return `require [${generatorCapabilities.map((name) => `"${name}"`).join(', ')}];\n${entry}\n`;
}

function describeVerdict({ text, accepted, ours }: Verdict): string {
  const found = ours.map(({ code }) => code).join(', ');
  return `sievec ${accepted ? 'accepts' : 'refuses'}, ours says ${found || 'nothing'}:\n${text}`;
}

/** Whether our first error, or the token after it, stands on the line that sievec names. */
function sameLine({ text, line, ours }: Verdict): boolean {
  const first = parse(text).diagnostics[0] ?? ours[0];
  if (first === undefined) return false;
  const gap = /^(?:\s|#[^\n]*\n)*/.exec(text.slice(first.from))?.[0].length ?? 0;
  return [first.from, first.from + gap].some((offset) => positionAt(text, offset).line === line);
}

describe.skipIf(missing !== null)(
  `Pigeonhole’s compiler${missing === null ? '' : ` (${missing})`}`,
  () => {
    test('accepts what we accept of the table', { timeout: 120_000 }, async () => {
      const verdicts = await judge(valid.map(complete));
      const wrong = verdicts.filter(({ accepted, ours }) => !accepted || ours.length > 0);
      expect(wrong.map(describeVerdict)).toEqual([]);
    });

    test('refuses what we refuse of the table, at the same line', {
      timeout: 120_000,
    }, async () => {
      const verdicts = await judge(invalid.map(complete));
      const wrong = verdicts.filter(({ accepted, ours }) => accepted || ours.length === 0);
      expect(wrong.map(describeVerdict)).toEqual([]);
      const lines = verdicts.filter(({ line }) => line !== null);
      expect(lines.filter(sameLine).length / lines.length).toBeGreaterThan(0.98);
    });

    test('parts from us where the standards side with us', async () => {
      const verdicts = await judge(differs.map(([script]) => complete(script)));
      expect(verdicts.map(({ accepted }) => accepted)).toEqual(
        differs.map(([, accepts]) => accepts),
      );
      expect(verdicts.map(({ ours }) => ours.length === 0)).toEqual(
        differs.map(([, accepts]) => !accepts),
      );
    });

    test(`agrees on generated scripts (SIEVEKIT_SEED=${seed})`, { timeout: 120_000 }, async () => {
      const generator = new ScriptGenerator(createRandom(seed));
      const scripts = Array.from({ length: generated }, (_, index) =>
        index % 4 === 0 ? generator.valid() : generator.mutant(),
      );
      const verdicts = await judge(scripts);
      const apart = verdicts.filter(({ accepted, ours }) => accepted !== (ours.length === 0));
      const report = apart.map(describeVerdict).join('\n');
      expect(apart.length / verdicts.length, `seed ${seed}\n${report}`).toBeLessThan(0.02);
      const refused = verdicts.filter(({ line, ours }) => line !== null && ours.length > 0);
      expect(
        refused.filter(sameLine).length / refused.length,
        `line, seed ${seed}`,
      ).toBeGreaterThan(0.75);
    });
  },
);
