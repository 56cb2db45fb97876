import { createAuthority } from '@sievekit/managesieve/authority';
import type { RunFolder } from './run-folder.ts';

/** What the lab's servers are called in their certificates. */
const hosts = ['localhost', '127.0.0.1', '127.0.0.2', 'mx.lab.test'];

/** Makes an authority and a certificate of its own for a server; gives the authority's PEM file. */
export async function issueCertificate(run: RunFolder): Promise<{ ca: string; caFile: string }> {
  const authority = await createAuthority();
  const { key, cert } = await authority.issue(hosts);
  run.file('tls/key.pem', key, 0o600);
  run.file('tls/cert.pem', cert);
  return { ca: authority.ca, caFile: run.file('tls/ca.pem', authority.ca) };
}
