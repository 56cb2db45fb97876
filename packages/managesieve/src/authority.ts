/** A private certificate authority for servers on loopback and for tests. */
import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { authorityLimits } from './limits.ts';

/** A server's key and certificate, both in PEM; the certificate is followed by its issuer. */
export interface IssuedCertificate {
  /** PKCS #8 private key. Secret. */
  readonly key: string;
  readonly cert: string;
}

/** From when and until when an issued certificate holds, and for whom. */
export interface Validity {
  /** Default: an hour ago, so that clocks may differ. */
  readonly notBefore?: Date;
  /** Default: 30 days from now; never later than the authority's own end. */
  readonly notAfter?: Date;
  /** Whether a server shows it or a client that logs in by it (EXTERNAL). Default: a server. */
  readonly usage?: 'server' | 'client';
}

/** Signs certificates that only those trust who were given `ca`. */
export interface Authority {
  /** The authority's own certificate in PEM: what a client must trust. */
  readonly ca: string;
  /**
   * Issues a certificate for a server, or for a client.
   *
   * @param hosts DNS names and IP addresses, at least one; they become the subject's alternative
   *   names, the first its common name. Of a client: the user's name
   * @throws RangeError when there is no host
   */
  issue(hosts: readonly string[], validity?: Validity): Promise<IssuedCertificate>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const hour = 3_600_000;

/**
 * Makes a new authority with an ECDSA P-256 key that lives in memory alone: keep `ca` where
 * clients shall find it, and issue what is needed while the authority is at hand.
 *
 * @param name the authority's common name, shown in error messages
 */
export async function createAuthority(name = 'sievekit private authority'): Promise<Authority> {
  const keys = await generateKeys();
  const end = new Date(Date.now() + authorityLimits.validity);
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [name] }],
    keys,
    signingAlgorithm: algorithm,
    notBefore: new Date(Date.now() - hour),
    notAfter: end,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const ca = withNewline(root.toString('pem'));
  return {
    ca,
    async issue(hosts, validity = {}) {
      const [first] = hosts;
      if (first === undefined) throw new RangeError('A certificate needs at least one host.');
      const own = await generateKeys();
      const cert = await x509.X509CertificateGenerator.create({
        subject: [{ CN: [first] }],
        issuer: root.subjectName,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: algorithm,
        notBefore: validity.notBefore ?? new Date(Date.now() - hour),
        notAfter: earlier(validity.notAfter ?? inDefaultTime(), end),
        extensions: await endExtensions(hosts, validity, own.publicKey, root),
      });
      return { key: await exportKey(own.privateKey), cert: withNewline(cert.toString('pem')) + ca };
    },
  };
}

type Key = webcrypto.CryptoKey;

async function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function exportKey(key: Key): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', key);
  return withNewline(x509.PemConverter.encode(der, x509.PemConverter.PrivateKeyTag));
}

async function endExtensions(
  hosts: readonly string[],
  { usage = 'server' }: Validity,
  key: Key,
  root: x509.X509Certificate,
): Promise<x509.Extension[]> {
  const names: x509.JsonGeneralNames = hosts.map((host) => ({
    type: isIP(host) === 0 ? 'dns' : 'ip',
    value: host,
  }));
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage[`${usage}Auth`]]),
    new x509.SubjectAlternativeNameExtension(names),
    await x509.SubjectKeyIdentifierExtension.create(key),
    await x509.AuthorityKeyIdentifierExtension.create(root.publicKey),
  ];
}

function inDefaultTime(): Date {
  return new Date(Date.now() + authorityLimits.issued);
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

function withNewline(pem: string): string {
  return pem.endsWith('\n') ? pem : `${pem}\n`;
}
