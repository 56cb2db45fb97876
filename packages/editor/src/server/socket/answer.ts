import type { Logger } from 'pino';
import * as v from 'valibot';
import { MAX_REQUESTS_IN_FLIGHT, REQUEST_TIMEOUT_MS } from '../../limits.ts';
import type { Failure, FailureCode } from '../../shared/failure.ts';
import type { RequestEnvelope, ResponseEnvelope } from '../../shared/message.ts';
import { type MethodName, methods, type Params, type Result } from '../../shared/method.ts';
import { FailureError } from '../failure-error.ts';
import { type FolderHandler, folderHandlers, isFolderMethod } from '../handler/folder-table.ts';
import type { Handler, SieveMethodName } from '../handler/handler.ts';
import { handlers } from '../handler/handler-table.ts';
import type { ImapServer } from '../imap-server.ts';
import { logBug } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { SessionGate } from '../session/session-gate.ts';
import type { Session, SessionStore } from '../session/session-store.ts';
import { toFailure } from '../to-failure.ts';

/** What serving requests takes besides the session. */
export interface AnswerContext {
  readonly sessions: SessionStore;
  readonly gate: Pick<SessionGate, 'end'>;
  readonly metrics: Pick<Metrics, 'answered'>;
  /** Absent where the admin named no IMAP server. */
  readonly imap?: ImapServer | undefined;
  readonly logger: Logger;
}

/** Serves one request; never throws. */
export async function answer(
  session: Session,
  request: RequestEnvelope,
  { gate, metrics, imap, logger }: AnswerContext,
): Promise<ResponseEnvelope> {
  const { id, method } = request;
  if (session.inFlight >= MAX_REQUESTS_IN_FLIGHT) return { id, error: busy };
  session.inFlight += 1;
  const start = performance.now();
  const tell = (outcome: 'ok' | FailureCode) =>
    metrics.answered(method, outcome, performance.now() - start);
  try {
    const result = await dispatch(session, method, request.params, imap);
    tell('ok');
    return { id, result };
  } catch (error) {
    const failure = toFailure(error);
    tell(failure.code);
    if (failure.code === 'internal') logBug(logger, error, { method });
    else logger.debug({ method, code: failure.code }, 'request failed');
    // The password was changed meanwhile: what we hold opens nothing any more.
    if (failure.code === 'login-refused') void gate.end(session).catch(() => undefined);
    return { id, error: failure };
  } finally {
    session.inFlight -= 1;
  }
}

const busy: Failure = {
  code: 'busy',
  message: 'Too many requests at a time; wait for those under way.',
};

async function dispatch<M extends MethodName>(
  session: Session,
  method: M,
  params: unknown,
  imap: ImapServer | undefined,
): Promise<Result<M>> {
  const schemas = methods[method];
  const parsed = v.safeParse(schemas.params, params);
  if (!parsed.success) throw new FailureError('invalid-request', parsed.issues[0].message);
  return v.parse(schemas.result, await serve(session, method, parsed.output, imap));
}

/** What the method table says of a method's params and result was checked by its schemas. */
function serve<M extends MethodName>(
  session: Session,
  method: M,
  params: Params<M>,
  imap: ImapServer | undefined,
): Promise<unknown> {
  const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
  if (isFolderMethod(method)) {
    const handler = folderHandlers[method] as FolderHandler<typeof method>;
    return handler(imap, session.login, params as never, signal);
  }
  const handler = handlers[method as SieveMethodName] as Handler<SieveMethodName>;
  return session.connection.run((client) => handler(client, params as never), signal);
}
