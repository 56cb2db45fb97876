import { check, type Diagnostic, positionAt } from '@sievekit/parser';
import { expect } from 'vitest';
import { createRandom, ScriptGenerator } from './sievec-generator.ts';
import { complete, Mutator } from './sievec-mutant.ts';
import { valid } from './sievec-valid.ts';

/** The seed of generated scripts: of the environment, or a new one. */
export const seed: number = Number(process.env.SIEVEKIT_SEED ?? Date.now() % 1_000_000);

/** What a compiler and we say of a script. */
export interface Verdict {
  readonly text: string;
  readonly accepted: boolean;
  /** The line of the compiler's first error; null where it names none. */
  readonly line: number | null;
  readonly ours: readonly Diagnostic[];
}

/** Our errors for a profile. */
export function errorsOf(text: string, profile: string): Diagnostic[] {
  return check(text, { profile, rules: 'off' }).filter(({ severity }) => severity === 'error');
}

/** Whether the two part on whether the script is valid. */
export function isApart({ accepted, ours }: Verdict): boolean {
  return accepted !== (ours.length === 0);
}

/** A verdict for people. */
export function describeVerdict({ text, accepted, line, ours }: Verdict): string {
  const found = ours
    .map(({ code, from }) => `${code} in ${positionAt(text, from).line}`)
    .join(', ');
  const theirs = accepted ? 'accepts' : `refuses line ${line}`;
  return `the compiler ${theirs}, ours says ${found || 'nothing'}:\n${text}`;
}

/**
 * Whether our first error names the line that the compiler names first, as its own or as the one
 * where servers notice it. Where the syntax is wrong, compilers look for nothing else: so do we here.
 */
export function sameLine({ text, line, ours }: Verdict): boolean {
  const first = ours.find(({ noticed }) => noticed !== undefined) ?? ours[0];
  if (first === undefined) return false;
  const places = [first.from, first.noticed ?? first.from];
  return places.some((offset) => positionAt(text, offset).line === line);
}

/** Holds for at least `accept` of the verdicts, and the lines of at least `lines` of the refusals. */
export function expectAgreement(verdicts: readonly Verdict[], accept: number, lines: number): void {
  const apart = verdicts.filter(isApart);
  const refused = verdicts.filter(({ line, ours }) => line !== null && ours.length > 0);
  const elsewhere = refused.filter((verdict) => !sameLine(verdict));
  const report = [...apart, ...elsewhere].slice(0, 20).map(describeVerdict).join('\n');
  const said = `seed ${seed}: ${apart.length} of ${verdicts.length} verdicts, ${elsewhere.length} of ${refused.length} lines differ\n${report}`;
  expect(1 - apart.length / verdicts.length, said).toBeGreaterThanOrEqual(accept);
  expect(1 - elsewhere.length / refused.length, said).toBeGreaterThanOrEqual(lines);
}

/** Scripts of five kinds in turn that require `capabilities`; see `Mutator`. */
export function generate(
  count: number,
  capabilities?: readonly string[],
  entries: readonly string[] = valid.filter((entry) => !entry.startsWith('!')),
): string[] {
  const random = createRandom(seed);
  const generator = new ScriptGenerator(random, capabilities);
  const mutator = new Mutator(random);
  // The require stays as it is: most mutants of it would be the same.
  const from = complete('', capabilities).length - 1;
  const kinds = [
    () => generator.valid(),
    () => generator.mutant(),
    () => mutator.mistype(generator.valid(), from),
    () => complete(mutator.mix(entries), capabilities),
    () => mutator.mistype(complete(mutator.mix(entries), capabilities), from),
  ];
  return Array.from({ length: count }, (_, index) => kinds[index % kinds.length]?.() ?? '');
}
