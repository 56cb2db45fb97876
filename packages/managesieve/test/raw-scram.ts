import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import type { RawClient } from './raw-client.ts';

/** How a test logs in with SCRAM; what is odd about it is told here. */
export interface RawScram {
  readonly mechanism: string;
  readonly hash: 'sha1' | 'sha256';
  readonly username: string;
  readonly password: string;
  /** Default: `n,,`. */
  readonly header?: string;
  /** What the channel is bound with. Default: nothing. */
  readonly binding?: Uint8Array;
  /** Changes the nonce of the last message before the proof is made. */
  readonly swap?: (nonce: string) => string;
  /** Changes the last message before it is sent. */
  readonly spoil?: (final: string) => string;
}

/** How it went: the response, the server's first message, and whether it proved itself. */
export interface RawLogin {
  readonly response: string;
  readonly challenge: string;
  readonly proven: boolean;
}

const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');

/** A login by SCRAM (RFC 5802, 3), written down apart from the client's. */
export async function logInByScram(client: RawClient, login: RawScram): Promise<RawLogin> {
  const { hash, header = 'n,,', binding = Buffer.alloc(0) } = login;
  const { swap = (nonce) => nonce, spoil = (text) => text } = login;
  const bare = `n=${login.username},r=fyko+d2lbbFgONRv9qkxdawL`;
  client.send(`AUTHENTICATE "${login.mechanism}" "${base64(header + bare)}"\r\n`);
  const line = (await client.line()) ?? '';
  if (!line.startsWith('"')) return { response: line, challenge: '', proven: false };
  const challenge = Buffer.from(line.slice(1, -1), 'base64').toString();
  const [, nonce = '', salt = '', count = ''] = /^r=(.*),s=(.*),i=(\d+)$/.exec(challenge) ?? [];
  const length = hash === 'sha1' ? 20 : 32;
  const octets = Buffer.from(salt, 'base64');
  const salted = pbkdf2Sync(login.password, octets, Number(count), length, hash);
  const hmac = (key: Uint8Array, text: string) => createHmac(hash, key).update(text).digest();
  const clientKey = hmac(salted, 'Client Key');
  const channel = base64(Buffer.concat([Buffer.from(header), binding]));
  const withoutProof = `c=${channel},r=${swap(nonce)}`;
  const message = `${bare},${challenge},${withoutProof}`;
  const signature = hmac(createHash(hash).update(clientKey).digest(), message);
  const proof = clientKey.map((octet, index) => octet ^ (signature[index] ?? 0));
  const final = spoil(`${withoutProof},p=${base64(proof)}`);
  const response = (await client.ask(`"${base64(final)}"\r\n`)) ?? '';
  const expected = `v=${base64(hmac(hmac(salted, 'Server Key'), message))}`;
  return { response, challenge, proven: response.startsWith(`OK (SASL "${base64(expected)}")`) };
}
