import { type Exchange, simpleExchange } from '../exchange.ts';
import { commandLine, encodeScriptName } from './line.ts';

/** HAVESPACE (RFC 5804, 2.5). */
export function haveSpace(name: string, size: number): Exchange<void> {
  if (!Number.isSafeInteger(size) || size < 0 || size > 0xffff_ffff) {
    throw new RangeError(`A script's size is a whole number of octets below 4 GiB, not ${size}.`);
  }
  const bytes = commandLine('HAVESPACE', encodeScriptName(name), String(size));
  return simpleExchange('HAVESPACE', bytes);
}
