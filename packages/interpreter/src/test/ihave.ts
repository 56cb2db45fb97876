import type { TestCompiler } from '../compile/compiler.ts';

/** True when all of these extensions can be used, which they then are (RFC 5463 section 4). */
export const ihave: TestCompiler = (node, compiler) => {
  const names = compiler
    .arguments(node)
    .texts('capabilities')
    .map((text) => text.constant ?? '');
  const known = names.every((name) => compiler.supports(name));
  if (known) for (const name of names) compiler.enable(name);
  return () => known;
};
