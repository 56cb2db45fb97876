import type { en } from './en.ts';

/** A table of all messages in one language. English says which there are. */
export type MessageTable = { readonly [Key in keyof typeof en]: (typeof en)[Key] };
