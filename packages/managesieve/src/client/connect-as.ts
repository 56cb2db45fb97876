import type { Credentials } from '../sasl/mechanism.ts';
import type { Client } from './client.ts';
import { connect } from './connect.ts';
import type { ConnectOptions } from './option.ts';

/**
 * Connects and logs in. `options.signal` ends either.
 *
 * @throws ManageSieveError as `connect` and `authenticate` do; the connection is closed then
 */
export async function connectAs(
  options: ConnectOptions,
  credentials: Credentials,
): Promise<Client> {
  const client = await connect(options);
  try {
    const { signal } = options;
    await client.authenticate(credentials, signal === undefined ? {} : { signal });
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}
