import type { Client } from '@sievekit/managesieve';
import type { MethodName, Params, Result } from '../../shared/method.ts';

/** Serves one method with a logged-in client; what it throws becomes a failure. */
export type Handler<M extends MethodName> = (
  client: Client,
  params: Params<M>,
) => Promise<Result<M>>;
