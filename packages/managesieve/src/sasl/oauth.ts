import { ManageSieveError } from '../error.ts';
import type { Conversation, Mechanism } from './mechanism.ts';
import { escapeScramName } from './scram-message.ts';

/** What an access token may be made of (RFC 6750, 2.1). */
const tokenForm = /^[\w\-.~+/]+=*$/;

/** OAUTHBEARER (RFC 7628). */
export const oauthBearer: Mechanism = {
  name: 'OAUTHBEARER',
  plaintext: true,
  needs: 'token',
  start({ username, authzid = username, token }, { host, port }) {
    const name = authzid === '' ? '' : `a=${escapeScramName(authzid)}`;
    const fields = [`n,${name},`, `host=${host}`, `port=${port}`, `auth=Bearer ${check(token)}`];
    return converse(`${fields.join('\x01')}\x01\x01`, '\x01');
  },
};

/** XOAUTH2, what Google and Microsoft had before OAUTHBEARER. */
export const xoauth2: Mechanism = {
  name: 'XOAUTH2',
  plaintext: true,
  needs: 'token',
  start({ username, authzid = username, token }) {
    if (/\p{Cc}/u.test(authzid)) {
      throw new ManageSieveError('auth', 'The username has a control character in it.');
    }
    return converse(`user=${authzid}\x01auth=Bearer ${check(token)}\x01\x01`, '');
  },
};

/** A refusal comes as a challenge with the reason in JSON, which a set answer acknowledges. */
function converse(initial: string, acknowledgement: string): Conversation {
  let reason: string | undefined;
  return {
    initial: Buffer.from(initial),
    answer(challenge) {
      if (reason !== undefined) {
        throw new ManageSieveError('auth', 'The server asked for more than a token.');
      }
      reason = readReason(challenge);
      return Buffer.from(acknowledgement);
    },
    finish() {
      if (reason === undefined) return;
      throw new ManageSieveError('auth', 'The server took the token after it had refused it.');
    },
    get reason() {
      return reason;
    },
  };
}

function check(token = ''): string {
  if (tokenForm.test(token)) return token;
  throw new ManageSieveError('auth', 'The token is empty or has characters that no token has.');
}

/** RFC 7628, 3.2.2. */
function readReason(challenge: Uint8Array): string {
  try {
    const found: unknown = JSON.parse(Buffer.from(challenge).toString('utf8'));
    const { status, scope } = found as Record<string, unknown>;
    const words = [status, scope === undefined ? undefined : `it needs the scope ${scope}`];
    return words.filter((word) => word !== undefined).join(', ') || 'the token was refused';
  } catch {
    return 'the token was refused';
  }
}
