import { randomBytes } from 'node:crypto';
import { ManageSieveError } from '../../error.ts';
import type { Capabilities } from '../../protocol/capability.ts';
import type { Response } from '../../protocol/response.ts';
import type { Credentials, Mechanism } from '../../sasl/mechanism.ts';
import { encodeLine, encodeString } from '../../wire/encode.ts';
import { readString } from '../../wire/read-response.ts';
import { type Exchange, type Progress, refusal, senseless } from '../exchange.ts';
import { CapabilityListing } from './capability.ts';
import { commandLine } from './line.ts';

interface Limits {
  readonly capabilities: number;
  readonly challenges: number;
}

/**
 * AUTHENTICATE (RFC 5804, 2.1), and the capabilities that hold after it.
 *
 * They are asked for together with a tagged NOOP, whose reply is the first that lists none. Some
 * servers push their capabilities after login: so the listing they were not asked for, and the
 * one they were, are both read before anything else is taken for an answer.
 */
export function authenticate(
  mechanism: Mechanism,
  credentials: Credentials,
  limits: Limits,
): Exchange<Capabilities> {
  const conversation = mechanism.start(credentials);
  let challenges = 0;
  let listing: CapabilityListing | null = null;
  let known: Capabilities | null = null;
  let empty = 0;

  const welcome = (response: Response): Progress<Capabilities> => {
    if (response.status !== 'OK') throw withoutSecrets(response, credentials);
    conversation.finish(readSaslCode(response));
    listing = new CapabilityListing(limits);
    return { send: askAnew() };
  };

  return {
    name: 'AUTHENTICATE',
    bytes: commandLine(
      'AUTHENTICATE',
      encodeString(mechanism.name, 'client'),
      encodeBase64(conversation.initial),
    ),
    alone: true,
    read(line) {
      if (listing !== null) {
        listing.add(line);
        return undefined;
      }
      const challenge = readString(line.tokens[0]);
      if (challenge === undefined || ++challenges > limits.challenges) {
        throw senseless('AUTHENTICATE');
      }
      const answer = conversation.answer(Buffer.from(challenge, 'base64'));
      return encodeLine(encodeBase64(answer));
    },
    finish(response) {
      if (listing === null) return welcome(response);
      if (!listing.empty) known = listing.read();
      else if (known !== null) return { value: known };
      else if (++empty === 2) throw senseless('CAPABILITY');
      listing = new CapabilityListing(limits);
      return { send: Buffer.alloc(0) };
    },
  };
}

function askAnew(): Buffer {
  const tag = `sync-${randomBytes(6).toString('hex')}`;
  return Buffer.concat([
    commandLine('CAPABILITY'),
    commandLine('NOOP', encodeString(tag, 'client')),
  ]);
}

function encodeBase64(bytes: Uint8Array): Buffer {
  return encodeString(Buffer.from(bytes).toString('base64'), 'client');
}

function readSaslCode(response: Response): Buffer | null {
  const data = response.code?.name === 'SASL' ? response.code.args[0] : undefined;
  return data === undefined ? null : Buffer.from(data, 'base64');
}

/** A server that repeats the password in its refusal is not quoted. */
function withoutSecrets(response: Response, { password }: Credentials): ManageSieveError {
  const said = JSON.stringify(response);
  if (password !== '' && said.includes(JSON.stringify(password).slice(1, -1))) {
    return new ManageSieveError(
      'auth',
      'The server refused the login. Check user name and password.',
    );
  }
  return refusal('auth', 'The server refused the login', response);
}
