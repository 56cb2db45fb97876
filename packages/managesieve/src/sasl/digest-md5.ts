import { createHash, randomBytes } from 'node:crypto';
import { ManageSieveError } from '../error.ts';
import type { Conversation, Credentials, LoginContext, Mechanism } from './mechanism.ts';

/** DIGEST-MD5 (RFC 2831, historic since RFC 6331): only when asked for by name. */
export const digestMd5: Mechanism = {
  name: 'DIGEST-MD5',
  plaintext: true,
  needs: 'password',
  start: (credentials, context) => new DigestConversation(credentials, context),
};

/** The name of the protocol in a digest-uri. */
const service = 'sieve';

class DigestConversation implements Conversation {
  readonly initial = null;
  readonly #credentials: Credentials;
  readonly #context: LoginContext;
  #expected: string | null = null;
  #proved = false;

  constructor(credentials: Credentials, context: LoginContext) {
    this.#credentials = credentials;
    this.#context = context;
  }

  answer(challenge: Uint8Array): Uint8Array {
    const directives = readDirectives(Buffer.from(challenge).toString('utf8'));
    if (this.#expected === null) return this.#respond(directives);
    this.#verify(directives);
    return Buffer.alloc(0);
  }

  finish(data: Uint8Array | null): void {
    if (data !== null && !this.#proved) {
      this.#verify(readDirectives(Buffer.from(data).toString('utf8')));
    }
    if (!this.#proved) throw fault('has not proved that it knows the password');
  }

  #respond(challenge: ReadonlyMap<string, string>): Uint8Array {
    const nonce = challenge.get('nonce');
    const qop = challenge.get('qop') ?? 'auth';
    if (nonce === undefined || challenge.get('algorithm') !== 'md5-sess') {
      throw fault('sends a challenge that makes no sense');
    }
    if (!qop.split(/[\s,]+/).includes('auth')) throw fault('insists on a layer of its own');
    const { username, password = '', authzid = '' } = this.#credentials;
    const uri = `${service}/${this.#context.host}`;
    const realm = challenge.get('realm') ?? '';
    const cnonce = this.#context.nonce ?? randomBytes(24).toString('base64');
    const secret = md5(Buffer.concat([username, ':', realm, ':', password].map(encode)));
    const tail = `:${nonce}:${cnonce}${authzid === '' ? '' : `:${authzid}`}`;
    const a1 = md5(Buffer.concat([secret, Buffer.from(tail)])).toString('hex');
    const digest = (a2: string): string => {
      const hashed = md5(Buffer.from(a2)).toString('hex');
      const text = `${a1}:${nonce}:00000001:${cnonce}:auth:${hashed}`;
      return md5(Buffer.from(text)).toString('hex');
    };
    this.#expected = digest(`:${uri}`);
    const fields = [
      ...(challenge.has('charset') ? ['charset=utf-8'] : []),
      `username=${quote(username)}`,
      ...(challenge.has('realm') ? [`realm=${quote(realm)}`] : []),
      `nonce=${quote(nonce)}`,
      'nc=00000001',
      `cnonce=${quote(cnonce)}`,
      `digest-uri=${quote(uri)}`,
      `response=${digest(`AUTHENTICATE:${uri}`)}`,
      'qop=auth',
      ...(authzid === '' ? [] : [`authzid=${quote(authzid)}`]),
    ];
    return Buffer.from(fields.join(','));
  }

  #verify(directives: ReadonlyMap<string, string>): void {
    if (this.#expected === null || directives.get('rspauth') !== this.#expected) {
      throw fault('proves with a wrong digest that it does not know the password');
    }
    this.#proved = true;
  }
}

function md5(bytes: Uint8Array): Buffer {
  return createHash('md5').update(bytes).digest();
}

/** ISO 8859-1 where that is possible, UTF-8 elsewhere (2.1.2.1). */
function encode(text: string): Buffer {
  return Buffer.from(text, /[^\x20-\xff]/.test(text) ? 'utf8' : 'latin1');
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** Names in lower case; of a name that comes twice the first (as of several realms). */
function readDirectives(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const directive = /\s*([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))\s*(?:,|$)/gy;
  for (const [, name = '', quoted, bare = ''] of text.matchAll(directive)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, quoted?.replace(/\\(.)/g, '$1') ?? bare);
  }
  return found;
}

function fault(what: string): ManageSieveError {
  return new ManageSieveError('auth', `The server ${what} (DIGEST-MD5).`);
}
