import type { ServerLimits } from '../limits.ts';
import type { ScriptStore } from './store/store.ts';
import type { Users } from './user/users.ts';

/** One thing that a checker says about a script. */
export interface Complaint {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** What a checker says about a script. */
export interface CheckResult {
  /** With any, the script is refused. */
  readonly errors: readonly Complaint[];
  /** Told to the user of a script that is taken. */
  readonly warnings: readonly Complaint[];
}

/** What a server is made of. */
export interface ServerOptions {
  readonly store: ScriptStore;
  readonly users: Users;
  /** Compiles a script for PUTSCRIPT and CHECKSCRIPT. Should not take long: nothing else runs. */
  readonly check: (script: Uint8Array) => CheckResult;
  /** The Sieve extensions that the checker knows. */
  readonly capabilities: readonly string[];
  /** The URI schemes that `notify` takes; to be told where the checker knows `enotify`. */
  readonly notify?: readonly string[];
  /** How many `redirect` actions one script may perform; told to clients, not enforced here. */
  readonly maxRedirects?: number;
  /** Key and certificate for TLS, PEM. Without them a login is possible on loopback only. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** What the server calls itself. Default: `sievekit`. */
  readonly implementation?: string;
  readonly limits?: Partial<ServerLimits>;
  /** Told of failures of the store, the users and the checker; clients hear TRYLATER. */
  readonly onError?: (error: unknown) => void;
}
