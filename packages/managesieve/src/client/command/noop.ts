import { encodeString } from '../../wire/encode.ts';
import { type Exchange, expectOk } from '../exchange.ts';
import { commandLine } from './line.ts';

/** NOOP (RFC 5804, 2.13). Gives the tag that came back, if one did. */
export function noop(tag?: string): Exchange<string | null> {
  const args = tag === undefined ? [] : [encodeString(tag, 'client')];
  return {
    name: 'NOOP',
    bytes: commandLine('NOOP', ...args),
    finish(response) {
      expectOk('NOOP', response);
      const { code } = response;
      return { value: code?.name === 'TAG' ? (code.args[0] ?? null) : null };
    },
  };
}
