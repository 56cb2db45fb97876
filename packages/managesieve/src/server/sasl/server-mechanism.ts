import { findStoredNameFault } from '../../protocol/script-name.ts';
import { Refusal } from '../refusal.ts';
import type { Users } from '../user/users.ts';

/** The ways of channel binding that the server knows (RFC 9266; RFC 5929, 4). */
export type BindingType = 'tls-exporter' | 'tls-server-end-point';

/** What a mechanism may know and do. */
export interface Login {
  readonly users: Users;
  /** The mechanisms that the client was offered. */
  readonly offered: readonly string[];
  /** The connection's binding of that type, when it has one. */
  readonly bind: (type: BindingType) => Uint8Array | null;
  /** What the client sent along; asks for it with an empty challenge when there was nothing. */
  readonly first: () => Promise<Uint8Array>;
  /** Sends a challenge and gives the answer. */
  readonly ask: (challenge: Uint8Array) => Promise<Uint8Array>;
}

/** Somebody who proved to be who they say. */
export interface Identity {
  readonly username: string;
  /** Whose scripts to work on; empty for the user's own. */
  readonly authzid: string;
  /** What the server proves in turn, sent along with success (RFC 5804, 1.3, SASL). */
  readonly proof?: Uint8Array;
}

/** A SASL mechanism for servers (RFC 4422). */
export interface ServerMechanism {
  /** As registered, in upper case. */
  readonly name: string;
  /** @throws Refusal when the client has not proved who it is */
  login(login: Login): Promise<Identity>;
}

/** The refusal to somebody who is not who they say: the same whatever was wrong. */
export function notKnown(): Refusal {
  return new Refusal('The user name or the password is wrong.');
}

/** Whether somebody could have this name at all. */
export function isUsername(name: string): boolean {
  return findStoredNameFault(name) === null;
}
