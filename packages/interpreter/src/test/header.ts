import type { TestCompiler } from '../compile/compiler.ts';
import { compileMatcher } from '../compile/matcher.ts';

/** Compares the values of header fields (RFC 5228 section 5.7). */
export const header: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const names = args.texts('header names');
  const matcher = compileMatcher(args, args.texts('keys'));
  return (run) => {
    const values = names.flatMap((name) =>
      run.header.all(name.read(run)).map((field) => field.text),
    );
    return matcher.matches(run, values);
  };
};
