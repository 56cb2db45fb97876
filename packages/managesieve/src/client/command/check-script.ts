import { encodeLiteral } from '../../wire/encode.ts';
import type { Exchange } from '../exchange.ts';
import { type Judgement, judge } from './judgement.ts';
import { commandLine } from './line.ts';

/** CHECKSCRIPT (RFC 5804, 2.12). */
export function checkScript(script: Uint8Array): Exchange<Judgement> {
  return judge('CHECKSCRIPT', commandLine('CHECKSCRIPT', encodeLiteral(script, 'client')));
}
