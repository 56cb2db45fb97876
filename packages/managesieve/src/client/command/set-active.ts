import { encodeString } from '../../wire/encode.ts';
import { type Exchange, simpleExchange } from '../exchange.ts';
import { commandLine, encodeScriptName } from './line.ts';

/** SETACTIVE (RFC 5804, 2.8); the empty name leaves no script active. */
export function setActive(name: string): Exchange<void> {
  const written = name === '' ? encodeString('', 'client') : encodeScriptName(name);
  return simpleExchange('SETACTIVE', commandLine('SETACTIVE', written));
}
