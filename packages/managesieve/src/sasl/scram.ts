import { randomBytes, timingSafeEqual } from 'node:crypto';
import { ManageSieveError } from '../error.ts';
import { toPrintable } from '../protocol/printable.ts';
import type {
  Conversation,
  Credentials,
  IterationLimits,
  LoginContext,
  Mechanism,
} from './mechanism.ts';
import { prepare } from './prepare.ts';
import { deriveScramKeys, hmac, type ScramHash, scramHashes, xor } from './scram-hash.ts';
import { escapeScramName, readBase64, readScramAttributes } from './scram-message.ts';

/** SCRAM (RFC 5802, RFC 7677), with channel binding and without, the strongest first. */
export const scramMechanisms: readonly Mechanism[] = [true, false].flatMap((plus) =>
  (['SCRAM-SHA-512', 'SCRAM-SHA-256', 'SCRAM-SHA-1'] as const).map((name) =>
    createScram(name, scramHashes[name], plus),
  ),
);

function createScram(base: string, hash: ScramHash, plus: boolean): Mechanism {
  const name = plus ? `${base}-PLUS` : base;
  return {
    name,
    plaintext: false,
    needs: 'password',
    binds: plus,
    start(credentials, context) {
      const header = writeHeader(base, plus, credentials, context);
      const nonce = context.nonce ?? randomBytes(24).toString('base64');
      return new ScramConversation(name, hash, header, credentials, context, nonce);
    },
  };
}

/** The GS2 header, and behind it what ties the login to the connection (RFC 5802, 6). */
interface Header {
  readonly text: string;
  readonly binding: Uint8Array;
}

function writeHeader(
  base: string,
  plus: boolean,
  { authzid = '' }: Credentials,
  { binding, offered }: LoginContext,
): Header {
  const name = authzid === '' ? '' : `a=${escapeScramName(prepareOr(authzid, 'authzid'))}`;
  if (plus) {
    if (binding === null) {
      throw new ManageSieveError('auth', `${base}-PLUS needs TLS, which it is bound to.`);
    }
    return { text: `p=${binding.type},${name},`, binding: binding.data };
  }
  // "y": we could, and you did not offer it. A server that did offer it knows that somebody lied.
  const could = binding !== null && !offered.some((mechanism) => mechanism.endsWith('-PLUS'));
  return { text: `${could ? 'y' : 'n'},${name},`, binding: Buffer.alloc(0) };
}

/** One login with SCRAM: first message, final message, and the server's proof. */
class ScramConversation implements Conversation {
  readonly initial: Uint8Array;
  readonly #name: string;
  readonly #hash: ScramHash;
  readonly #header: Header;
  readonly #password: string;
  readonly #limits: IterationLimits;
  readonly #nonce: string;
  readonly #firstBare: string;
  /** What the server must send to prove that it knows the password. */
  #signature: Buffer | null = null;
  #proved = false;

  constructor(
    name: string,
    hash: ScramHash,
    header: Header,
    { username, password = '' }: Credentials,
    { limits }: LoginContext,
    nonce: string,
  ) {
    if (username === '') throw new ManageSieveError('auth', 'The username is empty.');
    this.#name = name;
    this.#hash = hash;
    this.#header = header;
    this.#password = prepareOr(password, 'password');
    this.#limits = limits;
    this.#nonce = nonce;
    this.#firstBare = `n=${escapeScramName(prepareOr(username, 'username'))},r=${nonce}`;
    this.initial = Buffer.from(header.text + this.#firstBare);
  }

  answer(challenge: Uint8Array): Uint8Array | Promise<Uint8Array> {
    const text = Buffer.from(challenge).toString('utf8');
    if (this.#signature === null) return this.#prove(text);
    if (this.#proved) throw this.#fault('asks for more after it has proved itself');
    this.#verify(text);
    return Buffer.alloc(0);
  }

  finish(data: Uint8Array | null): void {
    if (data !== null && !this.#proved) this.#verify(Buffer.from(data).toString('utf8'));
    if (!this.#proved) throw this.#fault('has not proved that it knows the password');
  }

  async #prove(serverFirst: string): Promise<Uint8Array> {
    const { nonce, salt, iterations } = this.#readServerFirst(serverFirst);
    const binding = Buffer.concat([Buffer.from(this.#header.text), this.#header.binding]);
    const withoutProof = `c=${binding.toString('base64')},r=${nonce}`;
    const message = `${this.#firstBare},${serverFirst},${withoutProof}`;
    const keys = await deriveScramKeys(this.#hash, this.#password, salt, iterations);
    const proof = xor(keys.clientKey, hmac(this.#hash, keys.storedKey, message));
    this.#signature = hmac(this.#hash, keys.serverKey, message);
    return Buffer.from(`${withoutProof},p=${proof.toString('base64')}`);
  }

  #readServerFirst(text: string): { nonce: string; salt: Buffer; iterations: number } {
    const attributes = readScramAttributes(text);
    if (attributes === null) throw this.#fault('sends a challenge that makes no sense');
    if (attributes.has('m')) throw this.#fault('wants an extension that nobody knows');
    const error = attributes.get('e');
    if (error !== undefined) throw this.#fault(`says ${JSON.stringify(error)}`);
    const nonce = attributes.get('r') ?? '';
    if (!nonce.startsWith(this.#nonce) || nonce.length === this.#nonce.length) {
      throw this.#fault('does not answer this login: its nonce is another');
    }
    const salt = readBase64(attributes.get('s') ?? '');
    if (salt === null || salt.length === 0) throw this.#fault('sends no salt');
    return { nonce, salt, iterations: this.#readIterations(attributes.get('i') ?? '') };
  }

  #readIterations(text: string): number {
    const { leastIterations: least, mostIterations: most } = this.#limits;
    const iterations = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : Number.NaN;
    if (iterations >= least && iterations <= most) return iterations;
    throw this.#fault(`asks for ${text.slice(0, 20)} iterations, and not ${least} to ${most}`);
  }

  #verify(serverFinal: string): void {
    const attributes = readScramAttributes(serverFinal);
    const error = attributes?.get('e');
    if (error !== undefined) throw this.#fault(`says ${JSON.stringify(error)}`);
    const sent = readBase64(attributes?.get('v') ?? '');
    const { length } = this.#hash;
    const right =
      this.#signature !== null && sent?.length === length && timingSafeEqual(sent, this.#signature);
    if (!right)
      throw this.#fault('proves with a wrong signature that it does not know the password');
    this.#proved = true;
  }

  #fault(what: string): ManageSieveError {
    return new ManageSieveError(
      'auth',
      `The server ${toPrintable(what)} (${this.#name}). It may be another one than it seems; the connection was closed.`,
    );
  }
}

function prepareOr(text: string, part: string): string {
  try {
    return prepare(text);
  } catch (cause) {
    throw new ManageSieveError(
      'auth',
      `The ${part} has characters that SASL prohibits (RFC 4013).`,
      // The library's message names the character's kind, never the text.
      { cause },
    );
  }
}
