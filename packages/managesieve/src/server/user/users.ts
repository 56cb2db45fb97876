import type { ScramScheme, ScramSecret } from '../../sasl/scram-secret.ts';

/**
 * Who may log in to a server. Methods may throw a `Refusal` to say NO in words and with a code of
 * their own, such as REFERRAL to send somebody to another server.
 */
export interface Users {
  /** Whether this is the user's password. Takes as long for a user who is not there. */
  verify(username: string, password: string): Promise<boolean>;
  /**
   * The user's secret for SCRAM. For a user who is not there: one that opens for no password, the
   * same each time, so that nobody can learn who is there. Without this method, or for users who
   * have no secret of a kind, there is no SCRAM.
   */
  findSecret?(username: string, scheme: ScramScheme): Promise<ScramSecret>;
  /** Whether somebody who has logged in may work on another's scripts (RFC 5804, 2.1). */
  mayActFor?(username: string, owner: string): Promise<boolean>;
}

/** One user as kept in a list. */
export interface Account {
  readonly secrets: readonly ScramSecret[];
  /** May work on the scripts of all users. */
  readonly admin: boolean;
}
