import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import axios, { type AxiosInstance } from 'axios';
import { isBridgeError, messageOf } from '../error.ts';
import type { BridgeLimits } from '../limits.ts';
import type { SpoolEntry } from '../spool/entry.ts';
import type { ControllerAnswer, Outcome } from './answer.ts';
import { classifyAnswer, classifyFuzzyAnswer } from './classify-answer.ts';
import { createEndpoints, type Endpoint } from './endpoint.ts';
import type { Password } from './password.ts';
import { readRawAnswer } from './raw-answer.ts';

/** rspamd's controller, as the worker sees it. */
export interface Controller {
  /**
   * Sends one message to be learned, and ends `body`; `reopen` gives the message once more, or null.
   * Never throws: a failure is an outcome.
   */
  learn(
    entry: SpoolEntry,
    body: Readable,
    reopen: () => Promise<Readable | null>,
  ): Promise<Outcome>;
  /** Whether a password that was refused may be another by now. */
  passwordChanged(): Promise<boolean>;
}

/** How messages are learned, where it is not as rspamd does by itself. */
export interface LearnOptions {
  /** `bulk`: without looking whether Bayes is sure already. */
  readonly learnType?: string | undefined;
  /** The classifier's name, where there are several. */
  readonly classifier?: string | undefined;
  /** Spam is added to the fuzzy storage under this flag, and ham deleted from it. */
  readonly fuzzyFlag?: number | undefined;
  /** Of a fuzzy hash that is added. Default 10. */
  readonly fuzzyWeight?: number | undefined;
}

/** How to reach it. */
export interface ControllerOptions {
  /** At least one; the first that works is asked. They share one Redis. */
  readonly urls: readonly URL[];
  readonly password: Password | null;
  readonly learn?: LearnOptions;
  readonly limits: Pick<BridgeLimits, 'answerBytes' | 'answerMs' | 'controllerReturnMs'>;
}

/** A client for `/learnspam`, `/learnham`, `/fuzzyadd` and `/fuzzydel`. */
export function createController(options: ControllerOptions): Controller {
  const { urls, password, limits, learn: learnOptions = {} } = options;
  const endpoints = createEndpoints(urls, limits.controllerReturnMs);
  const client = createClient(limits);
  const { fuzzyFlag } = learnOptions;

  async function send(target: Target, body: Readable): Promise<ControllerAnswer> {
    try {
      const secret = await password?.read();
      return await post(client, { ...target, secret, timeoutMs: limits.answerMs }, body);
    } finally {
      body.destroy();
    }
  }

  async function learnBoth(
    endpoint: Endpoint,
    entry: SpoolEntry,
    body: Readable,
    reopen: () => Promise<Readable | null>,
  ): Promise<Outcome> {
    const target = { endpoint, entry };
    const headers = learnHeaders(learnOptions);
    const outcome = classifyAnswer(
      await send({ ...target, path: `learn${entry.verdict}`, headers }, body),
    );
    if (outcome.kind !== 'done' || fuzzyFlag === undefined) return outcome;
    const second = await reopen();
    if (second === null) return outcome;
    const fuzzy = { ...target, ...fuzzyRequest(entry, fuzzyFlag, learnOptions.fuzzyWeight) };
    return classifyFuzzyAnswer(await send(fuzzy, second)) ?? outcome;
  }

  return {
    passwordChanged: async () => (await password?.hasChanged()) ?? false,
    async learn(entry, body, reopen) {
      const endpoint = endpoints.current();
      const outcome = await learnBoth(endpoint, entry, body, reopen).catch(explainFailure);
      if (outcome.kind === 'again') endpoints.failed(endpoint);
      if (urls.length === 1 || !('reason' in outcome)) return outcome;
      return { ...outcome, reason: `${endpoint.name}: ${outcome.reason}` };
    },
  };
}

function createClient(limits: Pick<BridgeLimits, 'answerBytes'>): AxiosInstance {
  return axios.create({
    adapter: 'http',
    // By itself Node sends the next message through a connection that was asked to be closed.
    httpAgent: new HttpAgent({ keepAlive: false }),
    httpsAgent: new HttpsAgent({ keepAlive: false }),
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

interface Target {
  readonly endpoint: Endpoint;
  readonly entry: SpoolEntry;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

function learnHeaders({ learnType, classifier }: LearnOptions): Record<string, string> {
  return {
    ...(learnType === undefined ? {} : { 'Learn-Type': learnType }),
    ...(classifier === undefined ? {} : { Classifier: classifier }),
  };
}

function fuzzyRequest(
  { verdict }: SpoolEntry,
  flag: number,
  weight = 10,
): Pick<Target, 'path' | 'headers'> {
  const Flag = String(flag);
  return verdict === 'spam'
    ? { path: 'fuzzyadd', headers: { Flag, Weight: String(weight) } }
    : { path: 'fuzzydel', headers: { Flag } };
}

async function post(
  client: AxiosInstance,
  target: Target & { readonly secret: string | undefined; readonly timeoutMs: number },
  body: Readable,
): Promise<ControllerAnswer> {
  const { endpoint, entry, path, headers, secret, timeoutMs } = target;
  const { baseURL, socketPath } = endpoint;
  try {
    const answer = await client.post<string>(path, body, {
      baseURL,
      ...(socketPath === undefined ? {} : { socketPath }),
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        Connection: 'close',
        'Accept-Encoding': 'identity', // or rspamd compresses what it says
        'Content-Type': 'message/rfc822',
        'Content-Length': String(entry.messageBytes),
        'Deliver-To': asHeader(entry.user),
        'User-Agent': 'sievekit-bridge',
        ...headers,
        ...(secret === undefined ? {} : { Password: secret }),
      },
    });
    return { status: answer.status, text: `${answer.statusText} ${answer.data}`.trim() };
  } catch (error) {
    const raw = readRawAnswer(error);
    if (raw !== null) return raw;
    throw error;
  }
}

/** Node writes headers as Latin-1: these characters make it write the bytes of UTF-8. */
function asHeader(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}

function explainFailure(error: unknown): Outcome {
  if (axios.isCancel(error)) return { kind: 'again', reason: 'no answer in time' };
  if (isBridgeError(error)) return { kind: 'hold', reason: error.message };
  return { kind: 'again', reason: messageOf(error) || String(error) };
}
