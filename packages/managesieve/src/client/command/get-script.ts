import { type Exchange, expectOk, senseless } from '../exchange.ts';
import { commandLine, encodeScriptName } from './line.ts';

/** GETSCRIPT (RFC 5804, 2.9): the script's octets as they are. */
export function getScript(name: string): Exchange<Uint8Array> {
  let script: Uint8Array | null = null;
  return {
    name: 'GETSCRIPT',
    bytes: commandLine('GETSCRIPT', encodeScriptName(name)),
    read({ tokens, fault }) {
      const [only] = tokens;
      const readable = fault === null && tokens.length === 1 && only?.kind === 'string';
      if (!readable || script !== null) throw senseless('GETSCRIPT');
      script = only.bytes;
      return undefined;
    },
    finish(response) {
      expectOk('GETSCRIPT', response);
      if (script === null) throw senseless('GETSCRIPT');
      return { value: script };
    },
  };
}
