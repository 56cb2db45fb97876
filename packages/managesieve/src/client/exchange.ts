import { ManageSieveError } from '../error.ts';
import { toPrintable } from '../protocol/printable.ts';
import type { Response } from '../protocol/response.ts';
import type { WireLine } from '../wire/line-parser.ts';

/**
 * The result, or what is sent next within the same exchange, or why the connection cannot be
 * trusted any more.
 */
export type Progress<T> =
  | { readonly value: T }
  | { readonly send: Uint8Array }
  | { readonly fatal: ManageSieveError };

/** What is sent, and what becomes of the lines that answer it. */
export interface Exchange<T> {
  /** The command's name, for messages. */
  readonly name: string;
  /** Empty when the server speaks unasked. */
  readonly bytes: Uint8Array;
  /** Nothing else is under way before it is finished (AUTHENTICATE, STARTTLS). */
  readonly alone?: boolean;
  /** Nothing that comes behind its reply may be read as ManageSieve (STARTTLS). */
  readonly last?: boolean;
  /** The server looks at a script, and may have much to say about it. */
  readonly compiles?: boolean;
  /** What a trace shows in the place of `bytes`. */
  readonly shown?: string;
  /** Whether lines of data and their answers are secret at this moment. */
  secret?(): boolean;
  /** BYE is a good answer (LOGOUT). */
  readonly endsWithBye?: boolean;
  /**
   * Takes a line of data; what it returns is sent, and nothing else is read before it is there.
   * Throws when the line makes no sense.
   */
  read?(line: WireLine): Uint8Array | undefined | Promise<Uint8Array>;
  /** Takes the response. Throws when it is a refusal. */
  finish(response: Response): Progress<T>;
}

/** An exchange that has no lines of data and ends with OK. */
export function simpleExchange(name: string, bytes: Uint8Array): Exchange<void> {
  return {
    name,
    bytes,
    finish(response) {
      expectOk(name, response);
      return { value: undefined };
    },
  };
}

/** @throws ManageSieveError `no` unless the response is OK */
export function expectOk(name: string, response: Response): void {
  if (response.status !== 'OK') throw refusal('no', `The server refused ${name}`, response);
}

/** An error that carries what the server said. */
export function refusal(
  code: 'no' | 'auth' | 'bye' | 'tls',
  what: string,
  response: Response,
): ManageSieveError {
  const why = toPrintable(response.text?.trim() ?? '') || response.code?.name;
  return new ManageSieveError(code, why === undefined ? `${what}.` : `${what}: ${why}`, {
    status: response.status,
    responseCode: response.code,
    text: response.text,
  });
}

/** The server said something that this exchange cannot be answered with. */
export function senseless(name: string): ManageSieveError {
  return new ManageSieveError('protocol', `The server’s answer to ${name} makes no sense.`);
}
