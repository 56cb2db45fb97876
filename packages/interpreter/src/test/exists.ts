import type { TestCompiler } from '../compile/compiler.ts';

/** True when the message has all of these header fields (RFC 5228 section 5.5). */
export const exists: TestCompiler = (node, compiler) => {
  const names = compiler.arguments(node).texts('header names');
  return (run) => names.every((name) => run.header.first(name.read(run)) !== undefined);
};
