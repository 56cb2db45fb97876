import type { Readable } from 'node:stream';
import axios, { type AxiosInstance } from 'axios';
import { isBridgeError, messageOf } from '../error.ts';
import type { BridgeLimits } from '../limits.ts';
import type { SpoolEntry } from '../spool/entry.ts';
import type { Outcome } from './answer.ts';
import { classifyAnswer } from './classify-answer.ts';
import type { Password } from './password.ts';
import { readRawAnswer } from './raw-answer.ts';

/** rspamd's controller, as the worker sees it. */
export interface Controller {
  /** Sends one message to be learned, and ends `body`. Never throws: a failure is an outcome. */
  learn(entry: SpoolEntry, body: Readable): Promise<Outcome>;
  /** Whether a password that was refused may be another by now. */
  passwordChanged(): Promise<boolean>;
}

/** How to reach it. */
export interface ControllerOptions {
  readonly url: URL;
  readonly password: Password | null;
  readonly limits: Pick<BridgeLimits, 'answerBytes' | 'answerMs'>;
}

/** A client for `/learnspam` and `/learnham` below `url`. */
export function createController({ url, password, limits }: ControllerOptions): Controller {
  const client = createClient(url, limits);
  return {
    passwordChanged: async () => (await password?.hasChanged()) ?? false,
    async learn(entry, body) {
      try {
        const secret = await password?.read();
        return await post(client, entry, body, secret, limits.answerMs);
      } catch (error) {
        return explainFailure(error);
      } finally {
        body.destroy();
      }
    },
  };
}

function createClient(url: URL, limits: Pick<BridgeLimits, 'answerBytes'>): AxiosInstance {
  const base = url.href.endsWith('/') ? url.href : `${url.href}/`;
  return axios.create({
    baseURL: base,
    adapter: 'http',
    proxy: false, // HTTP_PROXY is for the web, not for the spam filter next door
    maxRedirects: 0, // following would mean holding the message in memory
    maxBodyLength: Number.POSITIVE_INFINITY, // the spool has its own limit
    maxContentLength: limits.answerBytes,
    insecureHTTPParser: true, // 204 comes with a body
    responseType: 'text',
    transformRequest: [],
    transformResponse: [],
    validateStatus: () => true,
  });
}

async function post(
  client: AxiosInstance,
  entry: SpoolEntry,
  body: Readable,
  secret: string | undefined,
  answerMs: number,
): Promise<Outcome> {
  const answer = await client.post<string>(`learn${entry.verdict}`, body, {
    signal: AbortSignal.timeout(answerMs),
    headers: {
      Connection: 'close',
      'Accept-Encoding': 'identity', // or rspamd compresses what it says
      'Content-Type': 'message/rfc822',
      'Content-Length': String(entry.messageBytes),
      'Deliver-To': asHeader(entry.user),
      'User-Agent': 'sievekit-bridge',
      ...(secret === undefined ? {} : { Password: secret }),
    },
  });
  return classifyAnswer({
    status: answer.status,
    text: `${answer.statusText} ${answer.data}`.trim(),
  });
}

/** Node writes headers as Latin-1: these characters make it write the bytes of UTF-8. */
function asHeader(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}

function explainFailure(error: unknown): Outcome {
  const raw = readRawAnswer(error);
  if (raw !== null) return classifyAnswer(raw);
  if (axios.isCancel(error)) return { kind: 'again', reason: 'no answer in time' };
  if (isBridgeError(error)) return { kind: 'hold', reason: error.message };
  return { kind: 'again', reason: messageOf(error) || String(error) };
}
