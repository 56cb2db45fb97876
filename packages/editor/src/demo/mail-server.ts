import { join } from 'node:path';
import { createFileStore, createServer, createUserFile } from '@sievekit/managesieve';
import { capabilities } from './capability.ts';
import { type DemoCertificate, keepCertificate } from './certificate.ts';
import { checkScript } from './checker.ts';
import type { DemoFolder } from './folder.ts';
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

/** Starts the embedded ManageSieve server on a free port of loopback, its scripts on disk. */
export async function startMailServer(folder: DemoFolder): Promise<DemoMailServer> {
  const certificate = await keepCertificate(folder.tls);
  const { username, password } = demoAccount;
  const users = await createUserFile(join(folder.root, 'users'));
  await users.set(username, password);
  const store = createFileStore(folder.scripts);
  await copySamples(folder, async ({ name, bytes }) => {
    await store.put(username, name, bytes);
    if (name === activeSample) await store.setActive(username, name);
  });
  const server = createServer({
    store,
    users,
    check: checkScript,
    capabilities: [...capabilities],
    tls: { key: certificate.key, cert: certificate.cert },
  });
  const host = '127.0.0.1';
  const { port } = await server.listen(0, host);
  return { host, port, certificate, close: () => server.close() };
}
