import type { FolderMethodName, Params, Result } from '../../shared/method.ts';
import type { Login } from '../../shared/session.ts';
import { FailureError } from '../failure-error.ts';
import type { ImapServer } from '../imap-server.ts';

/** Serves one method about mail folders; `imap` is undefined where the admin named no server. */
export type FolderHandler<M extends FolderMethodName> = (
  imap: ImapServer | undefined,
  login: Login,
  params: Params<M>,
  signal: AbortSignal,
) => Promise<Result<M>>;

export const folderHandlers: { readonly [M in FolderMethodName]: FolderHandler<M> } = {
  folders: async (imap, login, _params, signal) => ({
    folders: imap === undefined ? null : await imap.list(login, signal),
  }),
  createFolder: async (imap, login, { path }, signal) => {
    if (imap === undefined) {
      throw new FailureError('invalid-request', 'The admin has named no server for folders.');
    }
    return { path: await imap.create(login, path, signal) };
  },
};

export function isFolderMethod(method: string): method is FolderMethodName {
  return Object.hasOwn(folderHandlers, method);
}
