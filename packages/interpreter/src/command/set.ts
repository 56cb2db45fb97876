import type { CommandCompiler } from '../compile/compiler.ts';
import { compileModifiers } from './modifier.ts';

/** Stores a value in a variable (RFC 5229 section 4). */
export const set: CommandCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const name = args.text('name')?.constant?.toLowerCase() ?? '';
  const value = args.text('value');
  const modify = compileModifiers(args);
  return (run) => {
    run.variables.set(name, modify(value?.read(run) ?? ''));
    return 'next';
  };
};
