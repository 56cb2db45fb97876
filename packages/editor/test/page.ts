/** What a browser's page does with its WebSocket, for the tests of the server. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Failure } from '../src/shared/failure.ts';
import type { ResponseEnvelope } from '../src/shared/message.ts';
import type { MethodName, Params, Result } from '../src/shared/method.ts';

export interface Page {
  /** The result of a request; throws its failure. */
  readonly call: <M extends MethodName>(method: M, params: Params<M>) => Promise<Result<M>>;
  /** The failure of a request that must fail; params may be anything. */
  readonly fail: (method: MethodName, params: unknown) => Promise<Failure>;
  readonly send: (text: string | Buffer) => void;
  /** Settles with the close code. */
  readonly closed: Promise<number>;
  readonly close: () => void;
}

/** Throws `Unexpected server response: <status>` when the server refuses. */
export async function openPage(url: string, headers: Record<string, string>): Promise<Page> {
  const socket = new WebSocket(url, { headers });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await once(socket, 'open');
  const waiting = new Map<number, (response: ResponseEnvelope) => void>();
  socket.on('message', (data) => {
    const response: ResponseEnvelope = JSON.parse(String(data));
    waiting.get(response.id)?.(response);
  });
  socket.on('error', () => undefined);
  let last = 0;
  const ask = (method: MethodName, params: unknown) => {
    last += 1;
    const id = last;
    return new Promise<ResponseEnvelope>((resolve) => {
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
  };
  return {
    async call<M extends MethodName>(method: M, params: Params<M>) {
      const response = await ask(method, params);
      if ('error' in response) throw new Error(`${response.error.code}: ${response.error.message}`);
      return response.result as Result<M>;
    },
    async fail(method, params) {
      const response = await ask(method, params);
      if (!('error' in response)) throw new Error(`${method} was to fail`);
      return response.error;
    },
    send: (text) => socket.send(text),
    closed,
    close: () => socket.close(),
  };
}
