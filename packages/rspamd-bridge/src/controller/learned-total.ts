import axios from 'axios';
import * as v from 'valibot';
import type { BridgeLimits } from '../limits.ts';
import { readEndpoint } from './endpoint.ts';
import type { Password } from './password.ts';

/** What Bayes has learned in all, by rspamd's own count, which lags by up to a minute. */
export interface LearnedTotal {
  readonly spam: number;
  readonly ham: number;
}

const statSchema = v.object({
  statfiles: v.array(v.object({ symbol: v.string(), revision: v.number() })),
});

/**
 * Asks `/stat` of all controllers, which share one Redis, and takes the first answer; null when none
 * says it. Remembers it for `statMs`.
 */
export function createLearnedTotal(
  urls: readonly URL[],
  password: Password | null,
  limits: Pick<BridgeLimits, 'statMs' | 'statBytes'>,
): () => Promise<LearnedTotal | null> {
  let asked: Promise<LearnedTotal | null> = Promise.resolve(null);
  let until = 0;

  async function ask(url: URL): Promise<LearnedTotal> {
    const { baseURL, socketPath } = readEndpoint(url);
    const secret = await password?.read();
    const answer = await axios.get('stat', {
      baseURL,
      ...(socketPath === undefined ? {} : { socketPath }),
      adapter: 'http',
      proxy: false,
      maxRedirects: 0,
      maxContentLength: limits.statBytes,
      signal: AbortSignal.timeout(limits.statMs),
      headers: { Connection: 'close', ...(secret === undefined ? {} : { Password: secret }) },
    });
    return addUp(v.parse(statSchema, answer.data).statfiles);
  }

  return () => {
    if (Date.now() >= until) {
      until = Date.now() + limits.statMs;
      asked = Promise.any(urls.map(ask)).catch(() => null);
    }
    return asked;
  };
}

/** A statfile does not say its class; its symbol does, in every configuration that rspamd ships. */
function addUp(files: readonly { symbol: string; revision: number }[]): LearnedTotal {
  const sum = (name: RegExp): number =>
    files
      .filter(({ symbol }) => name.test(symbol))
      .reduce((total, { revision }) => total + revision, 0);
  return { spam: sum(/spam/i), ham: sum(/ham/i) };
}
