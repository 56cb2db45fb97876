import { activate } from './activate.ts';
import type { Handler, SieveMethodName } from './handler.ts';
import { list } from './list.ts';
import { open } from './open.ts';
import { remove } from './remove.ts';
import { rename } from './rename.ts';
import { save } from './save.ts';

/** One handler a method: a method without one does not compile. */
export const handlers: { readonly [M in SieveMethodName]: Handler<M> } = {
  list,
  open,
  save,
  rename,
  remove,
  activate,
};
