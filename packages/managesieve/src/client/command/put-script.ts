import { encodeLiteral } from '../../wire/encode.ts';
import type { Exchange } from '../exchange.ts';
import { type Judgement, judge } from './judgement.ts';
import { commandLine, encodeScriptName } from './line.ts';

/** PUTSCRIPT (RFC 5804, 2.6). */
export function putScript(name: string, script: Uint8Array): Exchange<Judgement> {
  const literal = encodeLiteral(script, 'client');
  return judge('PUTSCRIPT', commandLine('PUTSCRIPT', encodeScriptName(name), literal));
}
