import type { StringLiteral } from '../../syntax/ast.ts';
import { notForIhave } from '../constant.ts';
import type { Context } from '../context.ts';

/** Puts in force what an `ihave` asks for, where the server has it (RFC 5463 section 4). */
export function applyIhave(names: readonly StringLiteral[], context: Context): void {
  for (const literal of names) {
    if (notForIhave.has(literal.value)) {
      context.warn(
        'ihave-not-allowed',
        literal,
        `"${literal.value}" changes how the whole script is read, so ihave cannot switch it on and is false here. Use require.`,
      );
    }
  }
  const usable = names.every(({ value }) => context.isSupported(value) && !notForIhave.has(value));
  if (usable) for (const { value } of names) context.enable(value);
}
