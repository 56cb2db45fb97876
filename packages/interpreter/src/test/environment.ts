import type { TestCompiler } from '../compile/compiler.ts';
import { compileMatcher } from '../compile/matcher.ts';
import { encodeUtf8 } from '../message/octets.ts';

/** Compares what is known of the place where the script runs (RFC 5183 section 4). */
export const environment: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const item = args.text('item');
  const matcher = compileMatcher(args, args.texts('keys'));
  return (run) => {
    const value = run.options.environment?.[item?.read(run).toLowerCase() ?? ''];
    return matcher.matches(run, value === undefined ? [] : [encodeUtf8(value)]);
  };
};
