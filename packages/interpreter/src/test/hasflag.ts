import type { TestCompiler } from '../compile/compiler.ts';
import { splitFlags } from '../compile/flags.ts';
import { compileMatcher } from '../compile/matcher.ts';

/** Compares the flags of the internal variable, or of named ones (RFC 5232 section 4). */
export const hasflag: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const names = args.texts('variable names').map((name) => name.constant?.toLowerCase() ?? '');
  const matcher = compileMatcher(args, args.texts('flags'));
  return (run) => {
    const flags =
      names.length === 0 ? run.flags : splitFlags(names.map((name) => run.variables.get(name)));
    return matcher.matches(run, flags);
  };
};
