import type { CommandCompiler } from '../compile/compiler.ts';
import { require, stop } from './control.ts';
import { discard } from './discard.ts';
import { redirect } from './redirect.ts';
import { set } from './set.ts';
import { fileinto, keep } from './store.ts';

/** The commands of the language but `if`, `elsif` and `else`, by lower-case name. */
export const commands: ReadonlyMap<string, CommandCompiler> = new Map([
  ['discard', discard],
  ['fileinto', fileinto],
  ['keep', keep],
  ['redirect', redirect],
  ['require', require],
  ['set', set],
  ['stop', stop],
]);
