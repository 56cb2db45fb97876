import { ManageSieveError } from '../../error.ts';
import { readScriptEntry, type ScriptEntry } from '../../wire/read-script-entry.ts';
import { type Exchange, expectOk } from '../exchange.ts';
import { commandLine } from './line.ts';

/** LISTSCRIPTS (RFC 5804, 2.7), in the server's order. */
export function listScripts(limits: { readonly list: number }): Exchange<ScriptEntry[]> {
  const entries: ScriptEntry[] = [];
  return {
    name: 'LISTSCRIPTS',
    bytes: commandLine('LISTSCRIPTS'),
    read(line) {
      if (entries.push(readScriptEntry(line)) > limits.list) {
        throw new ManageSieveError('limit', `The server lists more than ${limits.list} scripts.`);
      }
      return undefined;
    },
    finish(response) {
      expectOk('LISTSCRIPTS', response);
      return { value: entries };
    },
  };
}
