import type { TestCompiler } from '../compile/compiler.ts';
import { decodeUtf8 } from '../message/octets.ts';

/** True when the server knows all of these lists (RFC 6134 section 2.8). */
export const validExtList: TestCompiler = (node, compiler) => {
  const names = compiler.arguments(node).texts('list names');
  return (run) =>
    names.every((name) => Object.hasOwn(run.options.lists ?? {}, decodeUtf8(name.read(run))));
};
