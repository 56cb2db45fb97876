/** Who logs in, and how. */
export interface Credentials {
  /** May be empty where a certificate or a token says it. */
  readonly username: string;
  readonly password?: string;
  /** An OAuth 2.0 access token, for OAUTHBEARER and XOAUTH2. */
  readonly token?: string;
  /** Whose scripts to work on, when they are not the user's own (RFC 5804, 2.1). */
  readonly authzid?: string;
  /** The SASL mechanism, in any case. Default: the strongest that both sides have. */
  readonly mechanism?: string;
}

/** What ties a login to the TLS connection that it goes over (RFC 5056). */
export interface ChannelBinding {
  readonly type: 'tls-exporter' | 'tls-unique' | 'tls-server-end-point';
  readonly data: Uint8Array;
}

/** What a mechanism has to know besides the credentials. */
export interface LoginContext {
  /** The server's name and port, as the user gave them. */
  readonly host: string;
  readonly port: number;
  /** For mechanisms whose name ends in `-PLUS`; `null` without TLS. */
  readonly binding: ChannelBinding | null;
  /** The mechanisms that the server offers, in upper case. */
  readonly offered: readonly string[];
  readonly limits: IterationLimits;
  /** The client's random part, for test vectors. Default: 24 random octets in Base64. */
  readonly nonce?: string;
}

/** What a server may ask of PBKDF2. */
export interface IterationLimits {
  readonly leastIterations: number;
  readonly mostIterations: number;
}

/** A client's half of one login (RFC 4422). */
export interface Conversation {
  /**
   * Sent along with AUTHENTICATE, which saves waiting for an empty challenge; `null` where the
   * server speaks first.
   */
  readonly initial: Uint8Array | null;
  /**
   * Answers a challenge.
   *
   * @throws ManageSieveError `auth` when the mechanism knows no such challenge, or when the server
   *   does not prove what it must
   */
  answer(challenge: Uint8Array): Uint8Array | Promise<Uint8Array>;
  /**
   * Told of success, with what the server sent along.
   *
   * @throws ManageSieveError `auth` when the server has not proved what it must prove
   */
  finish(data: Uint8Array | null): void;
  /** What the mechanism was told about a failure, for people. */
  readonly reason?: string | undefined;
}

/** A SASL mechanism for clients. */
export interface Mechanism {
  /** As registered, in upper case. */
  readonly name: string;
  /** Whether who reads the connection learns the password or token, or can soon guess it. */
  readonly plaintext: boolean;
  /** What it needs of the credentials. */
  readonly needs: 'password' | 'token' | 'certificate';
  /** Whether it takes a channel binding. */
  readonly binds?: boolean;
  /** @throws ManageSieveError `auth` when the credentials cannot be sent this way */
  start(credentials: Credentials, context: LoginContext): Conversation;
}
