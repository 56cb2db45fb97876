import { ManageSieveError } from '../../error.ts';
import type { Capabilities } from '../../protocol/capability.ts';
import { toPrintable } from '../../protocol/printable.ts';
import { isResponseCode, type Response } from '../../protocol/response.ts';
import type { Conversation, Credentials, LoginContext, Mechanism } from '../../sasl/mechanism.ts';
import { readBase64 } from '../../sasl/scram-message.ts';
import { encodeLine, encodeString } from '../../wire/encode.ts';
import type { WireLine } from '../../wire/line-parser.ts';
import { readString } from '../../wire/read-response.ts';
import { type Exchange, type Progress, refusal, senseless } from '../exchange.ts';
import { FreshCapabilities, isQuiet, type Standing, toStanding } from '../fresh-capabilities.ts';
import { commandLine } from './line.ts';

interface Limits {
  readonly capabilities: number;
  readonly challenges: number;
}

/** What is known of the server, and whether it is to be asked anew after the login. */
export interface Before {
  readonly capabilities: Capabilities;
  readonly refresh: boolean;
}

/** What a trace shows in the place of a secret. */
const redacted = '"<redacted>"';

/** AUTHENTICATE (RFC 5804, 2.1), and the capabilities that hold after it. */
export class Authentication implements Exchange<Standing> {
  readonly name = 'AUTHENTICATE';
  readonly alone = true;
  readonly bytes: Uint8Array;
  readonly shown: string;
  /** Whether it is tied to the connection. */
  readonly bound: boolean;
  readonly #credentials: Credentials;
  readonly #limits: Limits;
  readonly #before: Before;
  readonly #conversation: Conversation;
  #challenges = 0;
  #fresh: FreshCapabilities | null = null;

  /**
   * @throws ManageSieveError `auth` when the credentials cannot be sent this way
   */
  constructor(
    mechanism: Mechanism,
    credentials: Credentials,
    context: LoginContext,
    limits: Limits,
    before: Before,
  ) {
    this.#before = before;
    this.#credentials = credentials;
    this.#limits = limits;
    this.bound = mechanism.binds === true;
    this.#conversation = mechanism.start(credentials, context);
    const { initial } = this.#conversation;
    const words = ['AUTHENTICATE', `"${mechanism.name}"`];
    this.shown = [...words, ...(initial === null ? [] : [redacted])].join(' ');
    this.bytes = commandLine(
      'AUTHENTICATE',
      encodeString(mechanism.name, 'client'),
      ...(initial === null ? [] : [encodeBase64(initial)]),
    );
  }

  /** Whether the server has asked anything: what it refuses before that is not the password. */
  get challenged(): boolean {
    return this.#challenges > 0;
  }

  secret(): boolean {
    return this.#fresh === null;
  }

  read(line: WireLine): Uint8Array | undefined | Promise<Uint8Array> {
    if (this.#fresh !== null) return this.#fresh.read(line);
    const text = line.fault === null && line.tokens.length === 1 ? readString(line.tokens[0]) : '?';
    const challenge = readBase64(text ?? '?');
    if (challenge === null || ++this.#challenges > this.#limits.challenges) {
      throw senseless('AUTHENTICATE');
    }
    const answer = this.#conversation.answer(challenge);
    return answer instanceof Promise ? answer.then(encodeAnswer) : encodeAnswer(answer);
  }

  finish(response: Response): Progress<Standing> {
    if (this.#fresh !== null) return this.#fresh.finish(response);
    if (response.status !== 'OK') throw this.#refuse(response);
    try {
      this.#conversation.finish(readSaslCode(response));
    } catch (error) {
      return { fatal: error as ManageSieveError };
    }
    const { capabilities, refresh } = this.#before;
    if (!refresh && isQuiet(capabilities)) return { value: toStanding(capabilities) };
    this.#fresh = new FreshCapabilities(this.#limits, capabilities);
    return { send: this.#fresh.request };
  }

  /** A server that repeats the password in its refusal is not quoted. */
  #refuse(response: Response): ManageSieveError {
    const said = JSON.stringify(response);
    const secrets = [this.#credentials.password, this.#credentials.token];
    const repeats = secrets.some(
      (secret = '') => secret !== '' && said.includes(JSON.stringify(secret).slice(1, -1)),
    );
    if (repeats) {
      return new ManageSieveError(
        'auth',
        'The server refused the login. Check user name and password.',
        { status: response.status },
      );
    }
    const { reason } = this.#conversation;
    const why = reason === undefined ? '' : ` (${toPrintable(reason)})`;
    return refusal('auth', `The server refused the login${why}${advise(response)}`, response);
  }
}

/** What to do about the response codes of RFC 5804, 1.3. */
function advise({ code }: Response): string {
  if (isResponseCode(code, 'ENCRYPT-NEEDED')) return ' without TLS';
  if (isResponseCode(code, 'AUTH-TOO-WEAK')) return ' by this mechanism, which is too weak for it';
  if (isResponseCode(code, 'TRANSITION-NEEDED')) return ' until you have logged in by PLAIN once';
  if (isResponseCode(code, 'TRYLATER')) return ' for now';
  return '';
}

function encodeAnswer(answer: Uint8Array): Buffer {
  return encodeLine(encodeBase64(answer));
}

function encodeBase64(bytes: Uint8Array): Buffer {
  return encodeString(Buffer.from(bytes).toString('base64'), 'client');
}

function readSaslCode(response: Response): Buffer | null {
  const data = response.code?.name === 'SASL' ? response.code.args[0] : undefined;
  return data === undefined ? null : (readBase64(data) ?? Buffer.alloc(0));
}
