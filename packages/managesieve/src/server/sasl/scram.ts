import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { hmac, scramHashes, xor } from '../../sasl/scram-hash.ts';
import type { ScramScheme, ScramSecret } from '../../sasl/scram-secret.ts';
import { Refusal } from '../refusal.ts';
import { type ClientFirst, readClientFinal, readClientFirst } from './scram-message.ts';
import {
  type BindingType,
  isUsername,
  type Login,
  notKnown,
  type ServerMechanism,
} from './server-mechanism.ts';

/**
 * SCRAM (RFC 5802, RFC 7677): the password never leaves the client, and the server proves that it
 * knows the user. With `plus`, the login is bound to its TLS connection, so that nobody can pass it
 * on from another.
 */
export function createScram(scheme: ScramScheme, plus: boolean): ServerMechanism {
  return {
    name: plus ? `${scheme}-PLUS` : scheme,
    async login(login) {
      const first = readClientFirst(await login.first());
      const channel = Buffer.concat([Buffer.from(first.header), findBinding(login, first, plus)]);
      const secret = await login.users.findSecret?.(first.username, scheme);
      if (secret === undefined) throw new Refusal('This mechanism is not supported.');
      const nonce = first.nonce + randomBytes(18).toString('base64');
      const salt = Buffer.from(secret.salt).toString('base64');
      const serverFirst = `r=${nonce},s=${salt},i=${secret.iterations}`;
      const final = readClientFinal(await login.ask(Buffer.from(serverFirst)));
      const message = `${first.bare},${serverFirst},${final.withoutProof}`;
      const proven = isProof(secret, message, final.proof);
      const bound = final.channel.equals(channel) && final.nonce === nonce;
      if (!proven || !bound || !isUsername(first.username)) throw notKnown();
      const signature = hmac(scramHashes[scheme], secret.serverKey, message).toString('base64');
      const { username, authzid } = first;
      return { username, authzid, proof: Buffer.from(`v=${signature}`) };
    },
  };
}

/** The octets that client and server must both see in the TLS between them. */
function findBinding(login: Login, { binding }: ClientFirst, plus: boolean): Uint8Array {
  if ((binding.kind === 'used') !== plus) {
    throw new Refusal('The mechanism and what is said of channel binding do not fit.');
  }
  // The client was told that there is no -PLUS: somebody between it and us wants it so.
  if (binding.kind === 'possible' && login.offered.some((name) => name.endsWith('-PLUS'))) {
    throw new Refusal('The offer of channel binding did not arrive: somebody may have removed it.');
  }
  if (binding.kind !== 'used') return Buffer.alloc(0);
  const octets = isBindingType(binding.type) ? login.bind(binding.type) : null;
  if (octets === null) throw new Refusal('This type of channel binding is not supported here.');
  return octets;
}

function isBindingType(type: string): type is BindingType {
  return type === 'tls-exporter' || type === 'tls-server-end-point';
}

/** Whether the client knows the key whose hash is kept (RFC 5802, 3). */
function isProof(secret: ScramSecret, message: string, proof: Uint8Array): boolean {
  const hash = scramHashes[secret.scheme];
  const signature = hmac(hash, secret.storedKey, message);
  if (proof.length !== signature.length) return false;
  const clientKey = xor(signature, proof);
  return timingSafeEqual(createHash(hash.name).update(clientKey).digest(), secret.storedKey);
}
