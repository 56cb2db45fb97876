import type { TestCompiler } from '../compile/compiler.ts';
import { compileMatcher } from '../compile/matcher.ts';
import type { Run } from '../run/run.ts';
import type { ScannerSettings } from '../run/setting.ts';
import { readVerdict, type Verdict } from './scanner.ts';

/** Compares how likely the message is spam: 0 untested, 1 to 10 (RFC 5235 section 2). */
export const spamtest: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const matcher = compileMatcher(args, args.texts('value'));
  const percent = args.has('percent');
  return (run) => {
    const value = resultOf(spamVerdict(run), (share) =>
      percent ? Math.round(share * 100) : Math.floor(share * 9 + 0.001) + 1,
    );
    return matcher.matches(run, [value]);
  };
};

/** Compares how dangerous the message is: 0 untested, 1 clean, to 5 infected (section 3). */
export const virustest: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const matcher = compileMatcher(args, args.texts('value'));
  return (run) => {
    const value = resultOf(virusVerdict(run), (share) => Math.floor(share * 4 + 0.001) + 1);
    return matcher.matches(run, [value]);
  };
};

function resultOf(verdict: Verdict | null, scale: (share: number) => number): string {
  if (verdict === null) return '0';
  return String('result' in verdict ? verdict.result : scale(verdict.share));
}

function spamVerdict(run: Run): Verdict | null {
  const { spamScore } = run.options;
  if (spamScore === undefined || spamScore === null) return verdictOf(run, run.settings.spamtest);
  return { share: Math.min(1, Math.max(0, spamScore)) };
}

function virusVerdict(run: Run): Verdict | null {
  const { virusScore } = run.options;
  return virusScore === undefined ? verdictOf(run, run.settings.virustest) : { result: virusScore };
}

function verdictOf(run: Run, settings: ScannerSettings | null): Verdict | null {
  return settings === null ? null : readVerdict(run, settings);
}
