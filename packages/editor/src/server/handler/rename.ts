import type { Handler } from './handler.ts';

/** RENAMESCRIPT (RFC 5804, section 2.11.1): the active script stays active. */
export const rename: Handler<'rename'> = async (client, { from, to }) => {
  await client.renameScript(from, to);
  return null;
};
