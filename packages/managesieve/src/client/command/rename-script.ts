import { type Exchange, simpleExchange } from '../exchange.ts';
import { commandLine, encodeScriptName } from './line.ts';

/** RENAMESCRIPT (RFC 5804, 2.11). */
export function renameScript(from: string, to: string): Exchange<void> {
  const bytes = commandLine('RENAMESCRIPT', encodeScriptName(from), encodeScriptName(to));
  return simpleExchange('RENAMESCRIPT', bytes);
}
