import * as v from 'valibot';
import { type RawData, WebSocket } from 'ws';
import { MAX_BUFFERED_BYTES } from '../../limits.ts';
import {
  closeCode,
  type RequestEnvelope,
  type ResponseEnvelope,
  requestSchema,
} from '../../shared/message.ts';
import { movedOn, type Session } from '../session/session-store.ts';
import { type AnswerContext, answer } from './answer.ts';
import { keepAlive } from './keep-alive.ts';

/** Serves one page's WebSocket until it closes, or until the session is over. */
export function serveSocket(socket: WebSocket, session: Session, context: AnswerContext): void {
  const { sessions, logger } = context;
  // A page whose session goes on elsewhere connects again by itself.
  const leave = () =>
    session.ended.reason === movedOn
      ? socket.close(1001, 'The editor stops.')
      : socket.close(closeCode.sessionOver, 'The session is over.');
  session.sockets += 1;
  session.ended.addEventListener('abort', leave);
  keepAlive(socket);

  socket.on('message', (data, isBinary) => {
    if (socket.readyState !== WebSocket.OPEN || !sessions.find(session.id)) return;
    const request = isBinary ? undefined : readRequest(data);
    if (request === undefined) {
      logger.warn({ user: session.info.user }, 'a message that is no request');
      socket.close(closeCode.invalid, 'That is no request.');
      return;
    }
    void answer(session, request, context).then((response) => send(socket, response));
  });
  // A message above the cap, a broken frame: ws closes the connection by itself.
  socket.on('error', ({ message }) => logger.warn({ reason: message }, 'WebSocket failed'));
  socket.on('close', () => {
    session.sockets -= 1;
    session.ended.removeEventListener('abort', leave);
  });
}

function readRequest(data: RawData): RequestEnvelope | undefined {
  try {
    const parsed = v.safeParse(requestSchema, JSON.parse(data.toString()));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** A page that asks and does not read is cut before its answers fill the memory. */
function send(socket: WebSocket, response: ResponseEnvelope): void {
  if (socket.readyState !== WebSocket.OPEN) return;
  if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.terminate();
  else socket.send(JSON.stringify(response));
}
