import { ManageSieveError } from '../error.ts';
import type { WireLine } from './line-parser.ts';
import { readString } from './read-response.ts';

/** A script as LISTSCRIPTS names it. */
export interface ScriptEntry {
  readonly name: string;
  readonly active: boolean;
}

const quotedEntry = /^"(?<name>.*)"(?<active> +ACTIVE)? *$/i;
const properlyEscaped = /^(?:[^"\\]|\\["\\])*$/;

/**
 * Reads a line of LISTSCRIPTS (RFC 5804, 2.7). The name reaches to the last quotation mark: Cyrus
 * writes `"` and `\` of a name as they are, Dovecot escapes them.
 *
 * @throws ManageSieveError `protocol`
 */
export function readScriptEntry(line: WireLine): ScriptEntry {
  const groups = quotedEntry.exec(line.source.toString('utf8'))?.groups;
  if (groups?.name !== undefined) {
    const { name } = groups;
    return {
      name: properlyEscaped.test(name) ? name.replace(/\\(.)/g, '$1') : name,
      active: groups.active !== undefined,
    };
  }
  const [first, second, third] = line.tokens;
  const name = readString(first);
  const mark = second?.kind === 'atom' ? second.text.toUpperCase() : undefined;
  const isEntry = second === undefined || mark === 'ACTIVE';
  if (name === undefined || line.fault !== null || !isEntry || third !== undefined) {
    throw new ManageSieveError('protocol', 'The server’s list of scripts cannot be read.');
  }
  return { name, active: mark === 'ACTIVE' };
}
