import * as v from 'valibot';
import { type Failure, failureSchema } from './failure.ts';
import { type MethodName, methodNames } from './method.ts';

/** Path of the WebSocket, on the origin that served the page. One JSON text a message. */
export const SOCKET_PATH = '/ws';

/** Close codes of the WebSocket that are ours. */
export const closeCode = {
  /** The message was no request at all: a mistake in the program, do not try again. */
  invalid: 4400,
  /** The session is over: log in again. */
  sessionOver: 4401,
} as const;

/**
 * Browser to server. `id` is the caller's: the response carries it back. `params` are checked with
 * the schema of the method.
 */
export interface RequestEnvelope {
  readonly id: number;
  readonly method: MethodName;
  readonly params: unknown;
}

/**
 * Server to browser: exactly one for each request, in any order. `result` is checked with the
 * schema of the method that was asked for.
 */
export type ResponseEnvelope =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: Failure };

const idSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const requestSchema: v.GenericSchema<unknown, RequestEnvelope> = v.strictObject({
  id: idSchema,
  method: v.picklist(methodNames),
  params: v.unknown(),
});

export const responseSchema: v.GenericSchema<unknown, ResponseEnvelope> = v.union([
  v.strictObject({ id: idSchema, result: v.unknown() }),
  v.strictObject({ id: idSchema, error: failureSchema }),
]);
