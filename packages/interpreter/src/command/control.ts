import type { CommandCompiler } from '../compile/compiler.ts';

/** Names extensions, which count when the script is compiled. */
export const require: CommandCompiler = () => () => 'next';

/** Ends the script (RFC 5228 section 3.3). */
export const stop: CommandCompiler = () => () => 'stop';
