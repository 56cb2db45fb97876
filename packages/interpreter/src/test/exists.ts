import type { TestCompiler } from '../compile/compiler.ts';
import { compileHeaders } from '../compile/entity.ts';

/** True when there are all of these header fields (RFC 5228 section 5.5). */
export const exists: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const headers = compileHeaders(args);
  const names = args.texts('header names');
  return (run) => {
    const all = headers(run);
    return names.every((name) => {
      const lower = name.read(run);
      return all.some((header) => header.first(lower) !== undefined);
    });
  };
};
