import { type Exchange, simpleExchange } from '../exchange.ts';
import { commandLine, encodeScriptName } from './line.ts';

/** DELETESCRIPT (RFC 5804, 2.10). */
export function deleteScript(name: string): Exchange<void> {
  return simpleExchange('DELETESCRIPT', commandLine('DELETESCRIPT', encodeScriptName(name)));
}
