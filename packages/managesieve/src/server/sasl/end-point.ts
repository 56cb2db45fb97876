import { createHash, X509Certificate } from 'node:crypto';

/** Signature algorithms, in DER, whose hash is not SHA-256 and what to take (RFC 5929, 4.1). */
const hashes: Readonly<Record<string, string>> = {
  '2a864886f70d01010c': 'sha384',
  '2a864886f70d01010d': 'sha512',
  '2a8648ce3d040303': 'sha384',
  '2a8648ce3d040304': 'sha512',
};

/**
 * The hash of a certificate, to which a login can be bound (tls-server-end-point). SHA-256 unless
 * it is signed with SHA-384 or SHA-512; `null` for signatures that name no hash.
 *
 * @param pem the server's certificate, before those of its issuers
 * @throws Error when it is none
 */
export function hashEndPoint(pem: string): Buffer | null {
  const { raw } = new X509Certificate(pem);
  const algorithm = readSignatureAlgorithm(raw);
  // RSASSA-PSS keeps its hash in parameters; Ed25519 and Ed448 have none of their own.
  if (/^(?:2a864886f70d01010a|2b6570|2b6571)$/.test(algorithm)) return null;
  return createHash(hashes[algorithm] ?? 'sha256')
    .update(raw)
    .digest();
}

/** The algorithm's object identifier, in hexadecimal digits (RFC 5280, 4.1). */
function readSignatureAlgorithm(certificate: Buffer): string {
  const inside = enter(certificate, 0);
  const afterBody = enter(certificate, inside.start).end;
  const identifier = enter(certificate, enter(certificate, afterBody).start);
  return certificate.toString('hex', identifier.start, identifier.end);
}

/** Where the content of a DER value begins and ends. */
function enter(der: Buffer, at: number): { start: number; end: number } {
  const first = der[at + 1] ?? 0;
  if (first < 0x80) return { start: at + 2, end: at + 2 + first };
  const octets = first & 0x7f;
  const start = at + 2 + octets;
  return { start, end: start + der.readUIntBE(at + 2, octets) };
}
