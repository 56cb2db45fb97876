import type { TestCompiler } from '../compile/compiler.ts';

/** Compares the octets of the message; exactly the limit is neither (RFC 5228 section 5.9). */
export const size: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const limit = args.number('limit');
  return args.has('over') ? (run) => run.message.size > limit : (run) => run.message.size < limit;
};
