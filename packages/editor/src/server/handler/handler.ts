import type { Client } from '@sievekit/managesieve';
import type { FolderMethodName, MethodName, Params, Result } from '../../shared/method.ts';

/** Methods that the ManageSieve server serves. */
export type SieveMethodName = Exclude<MethodName, FolderMethodName>;

/** Serves one method with a logged-in client; what it throws becomes a failure. */
export type Handler<M extends SieveMethodName> = (
  client: Client,
  params: Params<M>,
) => Promise<Result<M>>;
