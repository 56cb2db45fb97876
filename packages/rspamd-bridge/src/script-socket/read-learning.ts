import { BridgeError } from '../error.ts';
import type { Cause, Learning, Verdict } from '../learning.ts';
import type { BridgeLimits } from '../limits.ts';
import type { ScriptHeader } from './header.ts';

/** The arguments that bridge.sieve passes; each must stand there exactly once. */
const names = ['v', 'verdict', 'cause', 'to', 'from'] as const;
type Name = (typeof names)[number];

const verdicts: readonly string[] = ['spam', 'ham'] satisfies Verdict[];
const causes: readonly string[] = ['copy', 'append', 'flag'] satisfies Cause[];

/**
 * Reads what is to be learned, strictly: a header that is not what our script sends is refused as
 * a whole.
 *
 * @throws BridgeError `protocol` or `limit`
 */
export function readLearning(
  header: ScriptHeader,
  limits: Pick<BridgeLimits, 'userBytes'>,
): Learning {
  const given = readArguments(header.args);
  if (given.v !== '1') {
    throw new BridgeError(
      'protocol',
      `arguments of version ${quote(given.v)}; this bridge speaks version 1`,
    );
  }
  return {
    user: readUser(header.environment.get('USER'), limits.userBytes),
    verdict: oneOf('verdict', given.verdict, verdicts) as Verdict,
    cause: oneOf('cause', given.cause, causes) as Cause,
    from: given.from,
    to: given.to,
  };
}

function readArguments(args: readonly string[]): Record<Name, string> {
  const given = new Map<string, string>();
  for (const arg of args) {
    const at = arg.indexOf('=');
    const name = arg.slice(0, Math.max(at, 0));
    if (!names.some((known) => known === name)) {
      throw new BridgeError(
        'protocol',
        `argument ${quote(arg)} is not one of ${names.join('=, ')}=`,
      );
    }
    if (given.has(name)) throw new BridgeError('protocol', `argument ${name}= stands there twice`);
    given.set(name, arg.slice(at + 1));
  }
  const missing = names.filter((name) => !given.has(name));
  if (missing.length > 0) {
    throw new BridgeError(
      'protocol',
      `missing argument ${missing.map((name) => `${name}=`).join(', ')}`,
    );
  }
  return Object.fromEntries(given) as Record<Name, string>;
}

/** The user becomes a header of HTTP: no control character may pass. */
function readUser(user: string | undefined, most: number): string {
  if (user === undefined || user === '') {
    throw new BridgeError('protocol', 'env_USER is missing, so nobody is there to learn for');
  }
  if (/\p{Cc}/u.test(user)) {
    throw new BridgeError('protocol', `env_USER ${quote(user)} holds a control character`);
  }
  if (user !== user.trim()) {
    throw new BridgeError('protocol', `env_USER ${quote(user)} begins or ends with a space`);
  }
  if (Buffer.byteLength(user) > most) {
    throw new BridgeError('limit', `env_USER is longer than ${most} bytes`);
  }
  return user;
}

function oneOf(name: Name, value: string, known: readonly string[]): string {
  if (!known.includes(value)) {
    throw new BridgeError('protocol', `${name}=${quote(value)} is not one of ${known.join(', ')}`);
  }
  return value;
}

/** For messages: quoted, with escapes, and never long. */
function quote(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}
