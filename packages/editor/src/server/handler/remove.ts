import type { Handler } from './handler.ts';

/** DELETESCRIPT (RFC 5804, section 2.10): servers refuse it for the active script. */
export const remove: Handler<'remove'> = async (client, { name }) => {
  await client.deleteScript(name);
  return null;
};
