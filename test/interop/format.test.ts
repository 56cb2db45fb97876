import { format, parse } from '@sievekit/parser';
import { describe, expect, test } from 'vitest';
import { sievecAll } from '../lab/sievec.ts';
import { whyMissing } from '../lab/state.ts';
import { createRandom, ScriptGenerator } from './sievec-generator.ts';
import { invalid } from './sievec-invalid.ts';
import { complete } from './sievec-mutant.ts';
import { valid } from './sievec-valid.ts';

const missing = whyMissing('dovecot');
const seed = Number(process.env.SIEVEKIT_SEED ?? Date.now() % 1_000_000);
const random = createRandom(seed);
const generator = new ScriptGenerator(random);
const gaps = [' ', '  ', '\t', '\n', '\r\n', '\n\n\n', ' # note\n', ' /* note */ ', '\n# note\n'];

/** The script with other white space, and comments in it. */
function scramble(text: string): string {
  const { tokens } = parse(text).script;
  let scrambled = '';
  for (let i = 0; i < tokens.length; i++) {
    const part = text.slice(tokens.start(i), tokens.start(i + 1));
    const replaced = tokens.kind(i) === 'whitespace' && !part.includes('\n');
    scrambled += replaced ? gaps[Math.floor(random() * gaps.length)] : part;
  }
  return scrambled;
}

/** What a compiler complains about, without places. */
function complaints(errors: string): string[] {
  return [...errors.matchAll(/ error: (.*)/g)].map(([, message = '']) => message);
}

describe.skipIf(missing !== null)(
  `Pigeonhole’s compiler${missing === null ? '' : ` (${missing})`}`,
  () => {
    test(`says the same of a script before and after format (SIEVEKIT_SEED=${seed})`, {
      timeout: 120_000,
    }, async () => {
      const generated = Array.from({ length: 160 }, (_, index) =>
        index % 2 === 0 ? generator.valid() : generator.mutant(),
      );
      const tables = [...valid, ...invalid].map((entry) => complete(entry));
      const before = [...generated, ...tables]
        .map(scramble)
        .filter((text) => parse(text).diagnostics.length === 0);
      expect(before.length).toBeGreaterThan(400);
      const width = 20 + Math.floor(random() * 100);
      const after = before.map((text) => format(text, { width }).text);
      const results = await sievecAll([...before, ...after]);
      const said = (index: number) => {
        const { ok, errors = '' } = results[index] ?? {};
        return { ok, complaints: complaints(errors) };
      };
      for (const [index, text] of before.entries()) {
        expect(said(before.length + index), `seed ${seed}, width ${width}\n${text}`).toEqual(
          said(index),
        );
      }
      const accepted = before.filter((_, index) => said(index).ok).length;
      expect(accepted).toBeGreaterThan(150);
    });
  },
);
