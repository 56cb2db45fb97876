import { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** A certificate as it is shown to people. */
export interface CertificateInfo {
  /** Distinguished names, a line an attribute. */
  readonly subject: string;
  readonly issuer: string;
  /** DNS names and IP addresses that it holds for. */
  readonly names: readonly string[];
  readonly validFrom: Date;
  readonly validTo: Date;
  /** SHA-256 of the certificate, in hexadecimal with colons: what `pin` takes. */
  readonly fingerprint256: string;
}

/** How a connection is protected. */
export interface ConnectionSecurity {
  readonly encrypted: boolean;
  /** As `TLSv1.3`; `null` without TLS. */
  readonly protocol: string | null;
  readonly cipher: string | null;
  /** The server's own certificate; `null` without TLS. */
  readonly certificate: CertificateInfo | null;
  /** That certificate and those of its issuers, as far as they are known. */
  readonly chain: readonly CertificateInfo[];
}

/** Reads what protects a socket. */
export function readSecurity(socket: Socket): ConnectionSecurity {
  if (!(socket instanceof TLSSocket)) {
    return { encrypted: false, protocol: null, cipher: null, certificate: null, chain: [] };
  }
  const chain = readPeerChain(socket).map(describe);
  return {
    encrypted: true,
    protocol: socket.getProtocol(),
    cipher: socket.getCipher().name,
    certificate: chain[0] ?? null,
    chain,
  };
}

/** The peer's certificate and those of its issuers, as far as they are known. */
export function readPeerChain(socket: TLSSocket): X509Certificate[] {
  const chain: X509Certificate[] = [];
  const seen = new Set<string>();
  // Not getPeerX509Certificate: it has an answer only the first time (Node 20).
  let next = socket.getPeerCertificate(true);
  while (next?.raw !== undefined && !seen.has(next.fingerprint256)) {
    seen.add(next.fingerprint256);
    chain.push(new X509Certificate(next.raw));
    next = next.issuerCertificate;
  }
  return chain;
}

function describe(certificate: X509Certificate): CertificateInfo {
  const { subject, issuer, subjectAltName = '', validFrom, validTo, fingerprint256 } = certificate;
  const names = subjectAltName
    .split(', ')
    .flatMap((name) => /^(?:DNS|IP Address):(.*)$/.exec(name)?.[1] ?? []);
  return {
    subject,
    issuer,
    names,
    validFrom: new Date(validFrom),
    validTo: new Date(validTo),
    fingerprint256,
  };
}
