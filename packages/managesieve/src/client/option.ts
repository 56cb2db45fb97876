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
  /** The name that the server's certificate must carry. Default: `host`. */
  readonly servername?: string;
  /** Lets a password go over a connection that others can read. Default: false, loopback included. */
  readonly allowPlaintextPassword?: boolean;
  /** Ends the attempt to connect; no longer heeded once the client is there. */
  readonly signal?: AbortSignal;
  readonly limits?: Partial<ClientLimits>;
}

/** What every command takes. */
export interface CallOptions {
  /** Gives the call up. The reply is still read when it comes, and the connection stays usable. */
  readonly signal?: AbortSignal;
}
