import { X509Certificate } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAuthority } from '@sievekit/managesieve/authority';
import { CERTIFICATE_RENEWAL_MS } from '../limits.ts';

/** What the demo's ManageSieve server shows, and what its clients trust. */
export interface DemoCertificate {
  /** PEM. Secret. */
  readonly key: string;
  /** PEM. */
  readonly cert: string;
  /** Path of the authority's certificate, PEM. */
  readonly caPath: string;
}

/** The names by which the demo's ManageSieve server can be reached. */
const hosts = ['localhost', '127.0.0.1', '::1'];

/** The certificate kept in a folder; a new one from a new authority where it is missing, spoilt, or about to expire. */
export async function keepCertificate(folder: string): Promise<DemoCertificate> {
  const caPath = join(folder, 'ca.pem');
  const serverPath = join(folder, 'server.pem');
  const kept = await readCertificate(serverPath, caPath);
  if (kept) return { ...kept, caPath };

  const authority = await createAuthority('sievekit demo');
  const issued = await authority.issue(hosts);
  await writeWhole(caPath, authority.ca);
  await writeWhole(serverPath, issued.cert + issued.key);
  return { key: issued.key, cert: issued.cert, caPath };
}

async function readCertificate(serverPath: string, caPath: string) {
  try {
    const pem = await readFile(serverPath, 'utf8');
    const keyStart = pem.indexOf('-----BEGIN PRIVATE KEY-----');
    const cert = pem.slice(0, keyStart);
    const certificate = new X509Certificate(cert);
    const authority = new X509Certificate(await readFile(caPath));
    const end = Math.min(Date.parse(certificate.validTo), Date.parse(authority.validTo));
    const holds = certificate.verify(authority.publicKey);
    if (keyStart < 0 || !holds || end < Date.now() + CERTIFICATE_RENEWAL_MS) return undefined;
    return { key: pem.slice(keyStart), cert };
  } catch {
    return undefined;
  }
}

/** A crash leaves the old file or the new one, never half of one. */
async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.new`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, path);
}
