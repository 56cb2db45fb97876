/** What the address of an account says. */
export interface AccountAddress {
  /** Empty where a certificate or a token says it. */
  readonly username: string;
  readonly host: string;
  readonly port: number;
  /** The script that the address names, if it does. */
  readonly script?: string;
}

/**
 * Options that all `sievekit remote` commands share. Those up to `trace` may also stand in an
 * account of the configuration file; what the command line says goes first.
 */
export interface RemoteOptions extends AccountSettings {
  /** The configuration file, instead of the one in its usual place. */
  readonly config?: string;
  readonly passwordFd?: string;
  readonly tokenFd?: string;
  /** File to which the conversation is written, logins redacted; `-` for standard error. */
  readonly trace?: string;
  readonly json?: boolean;
}

/** How to reach a server and log in there. */
export interface AccountSettings {
  /** `starttls` (default), `implicit` or `none`. */
  readonly tls?: string;
  /** PEM file of the authorities to trust, instead of those that Node trusts. */
  readonly ca?: string;
  /** PEM file of a client certificate. */
  readonly cert?: string;
  /** PEM file of its key; by default it stands in the same file. */
  readonly key?: string;
  /** SHA-256 fingerprint of the server's certificate. */
  readonly pin?: string;
  /** The name that the server's certificate must carry, where it is not the host's. */
  readonly servername?: string;
  /** SASL mechanism; by default the best that the server offers. */
  readonly mechanism?: string;
  /** The user to act for, where that is not the one who logs in. */
  readonly authzid?: string;
  readonly passwordFile?: string;
  /** A line for the shell that prints the password. */
  readonly passwordCommand?: string;
  readonly tokenFile?: string;
  /** A line for the shell that prints an OAuth token. */
  readonly tokenCommand?: string;
  /** A .netrc file, instead of `~/.netrc`. */
  readonly netrc?: string;
  readonly allowPlaintextPassword?: boolean;
}
