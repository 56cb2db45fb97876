import { readHash } from './redis.ts';
import type { Learned } from './rspamd.ts';

/** A second classifier, with tokens a user: shows for whom rspamd believes to learn. */
export const perUserClassifier: string = `classifier "bayes" {
  tokenizer { name = "osb"; }
  backend = "redis";
  new_schema = true;
  min_tokens = 11;
  min_learns = 100000;
  per_user = true;
  statfile { symbol = "USER_HAM"; spam = false; }
  statfile { symbol = "USER_SPAM"; spam = true; }
}`;

/** What {@link perUserClassifier} has learned for one user. */
export async function readLearnedFor(redisPort: number, user: string): Promise<Learned> {
  const [spam, ham] = await readHash(redisPort, `RS${user}`, 'learns_spam', 'learns_ham');
  return { spam: Number(spam ?? 0), ham: Number(ham ?? 0) };
}
