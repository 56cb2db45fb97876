import type { TestCompiler } from '../compile/compiler.ts';
import { splitFlags } from '../compile/flags.ts';
import { compileMatcher } from '../compile/matcher.ts';
import type { Text } from '../compile/text.ts';

/**
 * Compares the flags of the internal variable, or of named ones (RFC 5232 section 4). A key of `:is`
 * and `:contains` may hold several flags, one of which is enough.
 */
export const hasflag: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const names = args.texts('variable names').map((name) => name.constant?.toLowerCase() ?? '');
  const keys = args.texts('flags');
  const matcher = compileMatcher(args, keys);
  const whole = ['matches', 'regex', 'value', 'count', 'list'].some((tag) => args.has(tag));
  return (run) => {
    const flags =
      names.length === 0 ? run.flags : splitFlags(names.map((name) => run.variables.get(name)));
    if (whole) return matcher.matches(run, flags);
    const words = splitFlags(keys.map((key) => key.read(run)));
    const each = words.map((word): Text => ({ constant: word, read: () => word }));
    return compileMatcher(args, each).matches(run, flags);
  };
};
