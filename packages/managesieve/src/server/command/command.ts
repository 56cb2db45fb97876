import type { SecureContext } from 'node:tls';
import type { ServerLimits } from '../../limits.ts';
import type { CommandName } from '../../protocol/command.ts';
import type { OutgoingResponse } from '../../wire/encode.ts';
import type { WireLine } from '../../wire/line-parser.ts';
import type { ArgumentKind, ArgumentValues } from '../argument.ts';
import type { ServerOptions } from '../config.ts';
import type { Refusal } from '../refusal.ts';
import type { BindingType } from '../sasl/server-mechanism.ts';

/** What all sessions share. */
export interface Setting extends Omit<ServerOptions, 'limits' | 'tls' | 'implementation'> {
  readonly implementation: string;
  readonly limits: ServerLimits;
  readonly secureContext: SecureContext | null;
  /** The certificate's hash, which a login can be bound to; `null` without TLS. */
  readonly endPoint: Uint8Array | null;
}

/** What a command may know and do of its session. */
export interface Context {
  readonly setting: Setting;
  /** `null` before login. */
  readonly user: string | null;
  /** Whether the connection has TLS. */
  readonly encrypted: boolean;
  /** Whether a password may come: the connection has TLS, or does not leave this machine. */
  readonly confidential: boolean;
  /** Sends a line and gives the next one of the client; `null` when there is none. */
  ask(line: Uint8Array): Promise<WireLine | null>;
  /** What ties a login to this TLS connection; `null` when it has no such thing. */
  bind(type: BindingType): Uint8Array | null;
  /** From now on the session works for this user. */
  logIn(user: string): void;
  /** From now on it works for nobody, as before the login. */
  logOut(): void;
}

/** A whole answer: lines of data, then one response. */
export interface Reply {
  readonly data?: readonly Uint8Array[];
  readonly response: OutgoingResponse;
  /** What follows when it is sent. */
  readonly next?: 'starttls' | 'hang-up';
  /** Counts against the limit of bad commands. */
  readonly bad?: boolean;
}

/** When a command may be given (RFC 5804, 4). */
export type CommandState = 'any' | 'before-login' | 'after-login';

/** A command of the server. */
export interface Command {
  readonly name: CommandName;
  readonly state: CommandState;
  readonly takes: readonly ArgumentKind[];
  /** Whether a literal that is too large is a matter of quota. */
  readonly takesScript: boolean;
  run(context: Context, args: readonly unknown[]): Promise<Reply>;
}

/** Declares a command with arguments of the kinds that it takes. */
export function defineCommand<const Kinds extends readonly ArgumentKind[]>(
  name: CommandName,
  state: CommandState,
  takes: Kinds,
  run: (context: Context, ...args: ArgumentValues<Kinds>) => Reply | Promise<Reply>,
): Command {
  return {
    name,
    state,
    takes,
    takesScript: takes.includes('script'),
    async run(context, args) {
      return await run(context, ...(args as ArgumentValues<Kinds>));
    },
  };
}

/** A command for those who are logged in: it is told the user. */
export function defineUserCommand<const Kinds extends readonly ArgumentKind[]>(
  name: CommandName,
  takes: Kinds,
  run: (
    context: Context & { readonly user: string },
    ...args: ArgumentValues<Kinds>
  ) => Promise<Reply>,
): Command {
  return defineCommand(name, 'after-login', takes, (context, ...args) =>
    run(context as Context & { readonly user: string }, ...args),
  );
}

/** OK. */
export function ok(text: string, extra: Omit<Reply, 'response'> = {}): Reply {
  return { ...extra, response: { status: 'OK', text } };
}

/** NO to something that should not have been sent. */
export function bad(text: string): Reply {
  return { bad: true, response: { status: 'NO', text } };
}

/** NO with what a refusal says. */
export function refuse({ message: text, code, argument }: Refusal): Reply {
  const detail = code === undefined ? {} : { code };
  return {
    response: { status: 'NO', ...detail, ...(argument === undefined ? {} : { argument }), text },
  };
}
