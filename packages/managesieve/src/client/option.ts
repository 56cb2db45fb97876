import type { ClientLimits } from '../limits.ts';

/** Where a server is and how to speak to it. */
export interface ConnectOptions {
  readonly host: string;
  /** Default: 4190. */
  readonly port?: number;
  /**
   * - `starttls` (default): begins in the clear and insists on TLS before anything else
   * - `implicit`: TLS from the first octet
   * - `none`: never; `authenticate` then sends no password without `allowPlaintextPassword`
   */
  readonly tls?: 'starttls' | 'implicit' | 'none';
  /** PEM of the authorities to trust, instead of those that Node trusts. */
  readonly ca?: string | Buffer;
  /** PEM of the client's own certificate, for EXTERNAL; its issuers may follow it. */
  readonly cert?: string | Buffer;
  /** PEM of that certificate's private key. */
  readonly key?: string | Buffer;
  /** What the private key is encrypted with. */
  readonly passphrase?: string;
  /**
   * SHA-256 fingerprint of the server's certificate, 64 hexadecimal digits, colons allowed. A
   * certificate that has it is trusted whoever signed it, whatever name it carries and whether its
   * time is over; one that has another never is. With `ca` or `servername`, those checks are made
   * as well.
   */
  readonly pin?: string;
  /** The name that the server's certificate must carry. Default: `host`. */
  readonly servername?: string;
  /** Lets a password go over a connection that others can read. Default: false, loopback included. */
  readonly allowPlaintextPassword?: boolean;
  /**
   * Told each line of the conversation, with `C: ` or `S: ` in front, or `# ` for what is not on
   * the wire. What was sent to log in is left out; all else is there, scripts included. Control
   * characters are escaped, so it may be shown.
   */
  readonly trace?: (line: string) => void;
  /** Ends the attempt to connect; no longer heeded once the client is there. */
  readonly signal?: AbortSignal;
  readonly limits?: Partial<ClientLimits>;
}

/** What every command takes. */
export interface CallOptions {
  /**
   * Gives the call up. The reply is still read when it comes, and the connection stays usable; but
   * a login, or an end of one, that is given up half-way closes it.
   */
  readonly signal?: AbortSignal;
}

/** What logging in takes. */
export interface LoginOptions extends CallOptions {
  /**
   * Read the capabilities anew, which may be others after a login; that is one round trip more.
   * Without it they stay as the server said them before; `capability()` asks for them at any time.
   * A server that may send them unasked is asked nevertheless. Default: true.
   */
  readonly refresh?: boolean;
}
