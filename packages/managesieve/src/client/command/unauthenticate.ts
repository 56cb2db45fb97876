import { type Exchange, expectOk, senseless } from '../exchange.ts';
import { FreshCapabilities, type Standing } from '../fresh-capabilities.ts';
import { commandLine } from './line.ts';

/** UNAUTHENTICATE (RFC 5804, 2.14.1), and the capabilities that hold after it. */
export function unauthenticate(limits: { readonly capabilities: number }): Exchange<Standing> {
  let fresh: FreshCapabilities | null = null;
  return {
    name: 'UNAUTHENTICATE',
    bytes: commandLine('UNAUTHENTICATE'),
    alone: true,
    read(line) {
      if (fresh === null) throw senseless('UNAUTHENTICATE');
      return fresh.read(line);
    },
    finish(response) {
      if (fresh !== null) return fresh.finish(response);
      expectOk('UNAUTHENTICATE', response);
      fresh = new FreshCapabilities(limits);
      return { send: fresh.request };
    },
  };
}
