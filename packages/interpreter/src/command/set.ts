import type { CommandCompiler } from '../compile/compiler.ts';

/** The modifiers of `set`, the highest precedence first (RFC 5229 section 4.1). */
const modifiers: readonly (readonly [string, (value: string) => string])[] = [
  ['lower', (value) => value.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())],
  ['upper', (value) => value.replace(/[a-z]+/g, (letters) => letters.toUpperCase())],
  ['lowerfirst', (value) => value.replace(/^[A-Z]/, (letter) => letter.toLowerCase())],
  ['upperfirst', (value) => value.replace(/^[a-z]/, (letter) => letter.toUpperCase())],
  ['quotewildcard', (value) => value.replace(/[*?\\]/g, '\\$&')],
  ['length', (value) => String(value.replace(/[\x80-\xbf]/g, '').length)],
];

/** Stores a value in a variable (RFC 5229 section 4). */
export const set: CommandCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const name = args.text('name')?.constant?.toLowerCase() ?? '';
  const value = args.text('value');
  const used = modifiers.filter(([tag]) => args.has(tag));
  return (run) => {
    let result = value?.read(run) ?? '';
    for (const [, modify] of used) result = modify(result);
    run.setVariable(name, result);
    return 'next';
  };
};
