import { revisionOf } from '../revision.ts';
import { decodeScript } from '../script-text.ts';
import type { Handler } from './handler.ts';

/** One script's text, and the revision by which a save finds out whether it changed since. */
export const open: Handler<'open'> = async (client, { name }) => {
  const bytes = await client.getScript(name);
  return { name, text: decodeScript(name, bytes), revision: revisionOf(bytes) };
};
