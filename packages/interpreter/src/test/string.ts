import type { TestCompiler } from '../compile/compiler.ts';
import { compileMatcher } from '../compile/matcher.ts';

/**
 * Compares strings of the script (RFC 5229 section 5), octet by octet unless told as servers do;
 * `:count` leaves out empty ones.
 */
export const string: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const sources = args.texts('source');
  const matcher = compileMatcher(args, args.texts('keys'), 'i;octet');
  const counts = args.has('count');
  return (run) => {
    const values = sources.map((source) => source.read(run));
    return matcher.matches(run, counts ? values.filter((value) => value !== '') : values);
  };
};
