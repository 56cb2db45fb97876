import type { TestCompiler } from '../compile/compiler.ts';
import { compileExecute, compileFilter } from '../compile/program.ts';

/** False where the program failed; else the message is what it made (extprograms 8). */
export const filter: TestCompiler = (node, compiler) =>
  compileFilter(compiler.arguments(node), compiler.origin(node));

/** False where the program failed (extprograms 8). */
export const execute: TestCompiler = (node, compiler) =>
  compileExecute(compiler.arguments(node), compiler.origin(node));
