import type { Handler } from './handler.ts';

/** SETACTIVE (RFC 5804, section 2.8); null leaves no script active, and mail goes to the inbox. */
export const activate: Handler<'activate'> = async (client, { name }) => {
  await client.setActive(name ?? '');
  return null;
};
