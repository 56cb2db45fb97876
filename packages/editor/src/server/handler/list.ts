import type { Handler } from './handler.ts';

/** All scripts, in the server's order, and what its Sieve can do. */
export const list: Handler<'list'> = async (client) => {
  const scripts = await client.listScripts();
  return {
    scripts: scripts.map(({ name, active }) => ({ name, active })),
    capabilities: [...client.capabilities.sieve],
  };
};
