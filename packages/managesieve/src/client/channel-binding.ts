import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { ChannelBinding } from '../sasl/mechanism.ts';
import { readPeerChain } from './security.ts';

/** Makes the data of one binding, when it is wanted. */
export type BindingSource = () => ChannelBinding | Promise<ChannelBinding | null>;

/** Servers that know tls-unique alone, also over TLS 1.3, and refuse others like a wrong password. */
const knowsUniqueAlone = /^Cyrus /;

/**
 * The ways to tie a login to a connection, the most trusted first; none without TLS. A server does
 * not say which it knows: they are tried in turn.
 *
 * @param implementation the server's name for itself
 */
export function listChannelBindings(socket: Socket, implementation: string): BindingSource[] {
  if (!(socket instanceof TLSSocket)) return [];
  const sources: BindingSource[] = [];
  // For older TLS it needs an extension that Node does not tell of (RFC 9266, 2).
  if (socket.getProtocol() === 'TLSv1.3' && !knowsUniqueAlone.test(implementation)) {
    const label = 'EXPORTER-Channel-Binding';
    const exported = (): Buffer => socket.exportKeyingMaterial(32, label, Buffer.alloc(0));
    sources.push(() => ({ type: 'tls-exporter', data: exported() }));
  }
  // Not defined for TLS 1.3 (RFC 9266, 3), and yet the only one that some servers know.
  const finished = socket.getFinished();
  if (finished !== undefined) sources.push(() => ({ type: 'tls-unique', data: finished }));
  const [certificate] = readPeerChain(socket);
  if (certificate !== undefined) {
    sources.push(async () => {
      const data = await hashCertificate(certificate.raw);
      return data === null ? null : { type: 'tls-server-end-point', data };
    });
  }
  return sources;
}

/** By the hash of its signature, SHA-256 for MD5 and SHA-1 (RFC 5929, 4.1). */
export async function hashCertificate(certificate: Uint8Array): Promise<Buffer | null> {
  // Seldom needed, and slow to load.
  await import('reflect-metadata');
  const { X509Certificate } = await import('@peculiar/x509');
  const { signatureAlgorithm } = new X509Certificate(Buffer.from(certificate));
  const hash = (signatureAlgorithm as { readonly hash?: { readonly name?: string } }).hash?.name;
  if (hash === undefined) return null;
  const name = /^(?:MD5|SHA-1)$/i.test(hash) ? 'SHA-256' : hash;
  return createHash(name.toLowerCase().replace('-', '')).update(certificate).digest();
}
