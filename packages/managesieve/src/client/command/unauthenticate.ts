import { type Exchange, simpleExchange } from '../exchange.ts';
import { commandLine } from './line.ts';

/** UNAUTHENTICATE (RFC 5804, 2.14.1). */
export function unauthenticate(): Exchange<void> {
  const exchange = simpleExchange('UNAUTHENTICATE', commandLine('UNAUTHENTICATE'));
  return { ...exchange, alone: true };
}
