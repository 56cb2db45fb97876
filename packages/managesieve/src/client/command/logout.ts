import type { Exchange } from '../exchange.ts';
import { commandLine } from './line.ts';

/** LOGOUT (RFC 5804, 2.3). Whatever the server says, the session is over. */
export function logout(): Exchange<void> {
  return {
    name: 'LOGOUT',
    bytes: commandLine('LOGOUT'),
    alone: true,
    endsWithBye: true,
    finish() {
      return { value: undefined };
    },
  };
}
