import type { TestCompiler } from '../compile/compiler.ts';
import { compileMatcher } from '../compile/matcher.ts';

/** Compares how likely the message is spam: 0 untested, 1 to 10 (RFC 5235 section 2). */
export const spamtest: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const matcher = compileMatcher(args, args.texts('value'));
  const percent = args.has('percent');
  return (run) => {
    const { spamScore } = run.options;
    if (spamScore === undefined || spamScore === null) return matcher.matches(run, ['0']);
    const share = Math.min(1, Math.max(0, spamScore));
    const value = percent ? Math.round(share * 100) : Math.floor(share * 9) + 1;
    return matcher.matches(run, [String(value)]);
  };
};

/** Compares how dangerous the message is: 0 untested, 1 clean, to 5 infected (section 3). */
export const virustest: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const matcher = compileMatcher(args, args.texts('value'));
  return (run) => matcher.matches(run, [String(run.options.virusScore ?? 0)]);
};
