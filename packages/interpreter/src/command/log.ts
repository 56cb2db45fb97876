import type { CommandCompiler } from '../compile/compiler.ts';

/** Writes to the log of the server: nothing that a mail shows. */
export const debugLog: CommandCompiler = () => () => 'next';
