import type { ServerOptions } from './config.ts';
import { createServer } from './server.ts';
import type { TlsMode } from './session.ts';
import { createMemoryStore } from './store/memory-store.ts';
import type { ScriptStore } from './store/store.ts';
import { createMemoryUsers, type TestUser } from './user/memory-users.ts';
import type { Users } from './user/users.ts';

/** What a test may want otherwise. */
export interface TestServerOptions extends Partial<Omit<ServerOptions, 'users' | 'tls'>> {
  /** Users and their passwords, or something that knows them. Default: `{ alice: 'secret' }`. */
  readonly users?: Users | Readonly<Record<string, string | TestUser>>;
  /** Default: `starttls`. */
  readonly tls?: TlsMode | 'none';
  /** Default: 0, any that is free. */
  readonly port?: number;
}

/** A server for a test; it can be handed to `connect` as it is. */
export interface TestServer {
  readonly host: string;
  readonly port: number;
  readonly tls: TlsMode | 'none';
  /** The certificate of the authority that signed the server's, PEM; empty without TLS. */
  readonly ca: string;
  /** To put scripts in place, and to see what has become of them. */
  readonly store: ScriptStore;
  /** Says BYE to all clients and stops. */
  close(): Promise<void>;
}

/**
 * Starts a whole ManageSieve server on 127.0.0.1 for a test: its certificate is signed by an
 * authority of its own, its scripts are in memory, and it takes every script for valid, unless
 * told otherwise.
 *
 * @throws Error of the system, as when the port is taken
 */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { users = { alice: 'secret' }, tls = 'starttls', port: wanted = 0, ...rest } = options;
  const host = '127.0.0.1';
  const { ca, ...certificate } = await issueCertificate(tls === 'none' ? [] : [host, 'localhost']);
  const { store = createMemoryStore() } = options;
  const server = createServer({
    check: () => ({ errors: [], warnings: [] }),
    capabilities: ['envelope', 'fileinto', 'vacation'],
    ...rest,
    ...certificate,
    store,
    users: isUsers(users) ? users : await createMemoryUsers(users),
  });
  const { port } = await server.listen(wanted, host, tls === 'none' ? 'starttls' : tls);
  return { host, port, tls, ca, store, close: () => server.close() };
}

/** Loads what makes certificates only where one is wanted. */
async function issueCertificate(
  hosts: readonly string[],
): Promise<Pick<ServerOptions, 'tls'> & { readonly ca: string }> {
  if (hosts.length === 0) return { ca: '' };
  const { createAuthority } = await import('../authority.ts');
  const authority = await createAuthority();
  return { ca: authority.ca, tls: await authority.issue(hosts) };
}

function isUsers(users: NonNullable<TestServerOptions['users']>): users is Users {
  return typeof users.verify === 'function';
}
