/** Who logs in. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
  /** Whose scripts to work on, when they are not the user's own (RFC 5804, 2.1). */
  readonly authzid?: string;
}

/** A client's half of one login (RFC 4422). */
export interface Conversation {
  /** Sent along with AUTHENTICATE, which saves waiting for an empty challenge. */
  readonly initial: Uint8Array;
  /**
   * Answers a challenge.
   *
   * @throws ManageSieveError `auth` when the mechanism knows no such challenge
   */
  answer(challenge: Uint8Array): Uint8Array;
  /**
   * Told of success, with what the server sent along.
   *
   * @throws ManageSieveError `auth` when the server has not proved what it must prove
   */
  finish(data: Uint8Array | null): void;
}

/** A SASL mechanism for clients. */
export interface Mechanism {
  /** As registered, in upper case. */
  readonly name: string;
  /** Whether who reads the connection learns the password. */
  readonly plaintext: boolean;
  /** @throws ManageSieveError `auth` when the credentials cannot be sent this way */
  start(credentials: Credentials): Conversation;
}
