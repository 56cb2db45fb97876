import { createFileStore, createServer, createUserFile } from '@sievekit/managesieve';
import type { Logger } from 'pino';
import { logBug } from '../server/logger.ts';
import { capabilities } from './capability.ts';
import { type DemoCertificate, keepCertificate } from './certificate.ts';
import { checkScript } from './checker.ts';
import { type DemoFolder, folderUnusable } from './folder.ts';
import { activeSample, copySamples } from './sample.ts';

/** The demo's account. It opens nothing but the scripts in the demo's own folder, on loopback. */
export const demoAccount = { username: 'demo', password: 'demo' } as const;

/** A running ManageSieve server with the demo's account. */
export interface DemoMailServer {
  readonly host: string;
  readonly port: number;
  readonly certificate: DemoCertificate;
  close(): Promise<void>;
}

/**
 * Starts the embedded ManageSieve server on a free port of loopback, its scripts on disk.
 *
 * @throws EditorError 'folder-unusable' when its files cannot be read or written
 */
export async function startMailServer(folder: DemoFolder, logger: Logger): Promise<DemoMailServer> {
  const { certificate, store, users } = await fillFolder(folder).catch((cause: unknown) => {
    throw folderUnusable(folder.root, cause);
  });
  const server = createServer({
    store,
    users,
    check: checkScript,
    capabilities,
    onError: (error) => logBug(logger, error, { part: 'ManageSieve server' }),
    tls: { key: certificate.key, cert: certificate.cert },
  });
  const host = '127.0.0.1';
  const { port } = await server.listen(0, host);
  return { host, port, certificate, close: () => server.close() };
}

/** Puts in place what the server reads: its certificate, the account, the first scripts. */
async function fillFolder(folder: DemoFolder) {
  const certificate = await keepCertificate(folder.tls);
  const { username, password } = demoAccount;
  const users = createUserFile(folder.users);
  await users.set(username, password);
  const store = createFileStore(folder.scripts);
  await copySamples(folder, async ({ name, bytes }) => {
    await store.put(username, name, bytes);
    if (name === activeSample) await store.setActive(username, name);
  });
  return { certificate, store, users };
}
