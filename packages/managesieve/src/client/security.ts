import { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { type DetailedPeerCertificate, TLSSocket } from 'node:tls';

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

/**
 * Reads what protects a socket. Certificates are looked into when somebody asks for them, also
 * after the connection is over.
 */
export function readSecurity(socket: Socket): ConnectionSecurity {
  if (!(socket instanceof TLSSocket)) {
    return { encrypted: false, protocol: null, cipher: null, certificate: null, chain: [] };
  }
  const certificates = readPeerChain(socket);
  let chain: readonly CertificateInfo[] | null = null;
  const describeAll = (): readonly CertificateInfo[] => {
    chain ??= certificates.map(({ raw }) => describe(new X509Certificate(raw)));
    return chain;
  };
  return {
    encrypted: true,
    protocol: socket.getProtocol(),
    cipher: socket.getCipher().name,
    get certificate() {
      return describeAll()[0] ?? null;
    },
    get chain() {
      return describeAll();
    },
  };
}

/** What handshakes have shown; to have OpenSSL tell it once more takes half a millisecond. */
const shown = new WeakMap<Socket, DetailedPeerCertificate>();

/** Keeps the certificate that the check of the server's name was told. */
export function keepCertificate(socket: TLSSocket, certificate: DetailedPeerCertificate): void {
  shown.set(socket, certificate);
}

/** A certificate as Node knows it before it is looked into. */
type PeerCertificate = Pick<DetailedPeerCertificate, 'raw' | 'fingerprint256'>;

/** The peer's certificate and those of its issuers, as far as they are known. */
export function readPeerChain(socket: TLSSocket): PeerCertificate[] {
  const chain: PeerCertificate[] = [];
  const known = new Set<string>();
  // Not getPeerX509Certificate: it has an answer only the first time (Node 20).
  let next = shown.get(socket) ?? socket.getPeerCertificate(true);
  while (next?.raw !== undefined && !known.has(next.fingerprint256)) {
    known.add(next.fingerprint256);
    chain.push(next);
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
