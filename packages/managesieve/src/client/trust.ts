import { createSecureContext, type SecureContext } from 'node:tls';

let last: { readonly pem: string; readonly context: SecureContext } | null = null;

/**
 * Authorities to trust, read, for TLS 1.2 or later. Those of the last connection are kept: who
 * works on many accounts of a server would have them read again for each.
 *
 * @param ca PEM
 * @throws Error of OpenSSL when they cannot be read
 */
export function readAuthorities(ca: string | Buffer): SecureContext {
  const pem = ca.toString();
  if (last?.pem !== pem) {
    last = { pem, context: createSecureContext({ ca: pem, minVersion: 'TLSv1.2' }) };
  }
  return last.context;
}
