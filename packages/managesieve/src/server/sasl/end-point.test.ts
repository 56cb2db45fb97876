import { createHash, webcrypto, X509Certificate } from 'node:crypto';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { expect, it } from 'vitest';
import { hashEndPoint } from './end-point.ts';

const rsa = { name: 'RSASSA-PKCS1-v1_5', publicExponent: new Uint8Array([1, 0, 1]) };

async function sign(algorithm: EcKeyGenParams | RsaHashedKeyGenParams, hash: string) {
  const signing = { ...algorithm, hash };
  const keys = await webcrypto.subtle.generateKey(signing, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=test',
    keys: keys as CryptoKeyPair,
    signingAlgorithm: signing,
  });
  return certificate.toString('pem');
}

it.each([
  [{ name: 'ECDSA', namedCurve: 'P-256' }, 'SHA-1', 'sha256'],
  [{ name: 'ECDSA', namedCurve: 'P-256' }, 'SHA-256', 'sha256'],
  [{ name: 'ECDSA', namedCurve: 'P-384' }, 'SHA-384', 'sha384'],
  [{ name: 'ECDSA', namedCurve: 'P-521' }, 'SHA-512', 'sha512'],
  [{ ...rsa, modulusLength: 2048, hash: 'SHA-1' }, 'SHA-1', 'sha256'],
  [{ ...rsa, modulusLength: 2048, hash: 'SHA-384' }, 'SHA-384', 'sha384'],
  [{ ...rsa, modulusLength: 2048, hash: 'SHA-512' }, 'SHA-512', 'sha512'],
])('a certificate signed by %j and %s is hashed by %s', async (algorithm, hash, expected) => {
  const pem = await sign(algorithm, hash);
  const { raw } = new X509Certificate(pem);
  expect(hashEndPoint(pem)).toEqual(createHash(expected).update(raw).digest());
});

it.each([
  [{ name: 'RSA-PSS', publicExponent: rsa.publicExponent, modulusLength: 2048, hash: 'SHA-256' }],
])('a certificate signed by %j cannot be bound to', async (algorithm) => {
  expect(hashEndPoint(await sign({ ...algorithm, saltLength: 32 } as never, 'SHA-256'))).toBeNull();
});
