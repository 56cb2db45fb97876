import * as v from 'valibot';
import { CLIENT_TIMEOUT_MS } from '../../limits.ts';
import { type MethodName, methods, type Params, type Result } from '../../shared/method.ts';
import { CallError } from './call-error.ts';

/** A request whose answer has not come yet. */
export interface PendingCall {
  send(socket: { send(data: string): void }): void;
  /** The server's result, still to be checked. */
  settle(result: unknown): void;
  fail(error: CallError): void;
}

export interface PendingCallOptions<M extends MethodName> {
  readonly id: number;
  readonly method: M;
  readonly params: Params<M>;
  readonly resolve: (result: Result<M>) => void;
  readonly reject: (error: CallError) => void;
  /** Called once, when the call is answered, has failed, or took too long. */
  readonly forget: () => void;
}

/** A request with its time-out running. */
export function createPendingCall<M extends MethodName>(
  options: PendingCallOptions<M>,
): PendingCall {
  const { id, method, params, resolve, reject, forget } = options;
  const timer = setTimeout(() => {
    forget();
    reject(new CallError('timeout', 'The server did not answer in time.'));
  }, CLIENT_TIMEOUT_MS);
  return {
    send(socket) {
      socket.send(JSON.stringify({ id, method, params }));
    },
    settle(result) {
      clearTimeout(timer);
      forget();
      const parsed = v.safeParse(methods[method].result, result);
      if (parsed.success) resolve(parsed.output);
      else reject(new CallError('internal', `The answer to “${method}” has an unknown form.`));
    },
    fail(error) {
      clearTimeout(timer);
      forget();
      reject(error);
    },
  };
}
