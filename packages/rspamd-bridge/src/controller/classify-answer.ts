import type { ControllerAnswer, Outcome } from './answer.ts';

/**
 * Says what an answer of rspamd's controller to `/learnspam` or `/learnham` means. Whatever is not
 * known for certain is tried again: a message is never given up for an answer nobody foresaw.
 */
export function classifyAnswer(answer: ControllerAnswer): Outcome {
  const { status, text } = answer;
  // Before rspamd 2, "already learned" came as 404; the text tells it from the others.
  if (status === 208 || (status === 404 && /already (been )?learned/i.test(text))) {
    return { kind: 'done', result: 'already', answer };
  }
  if (status === 200) return { kind: 'done', result: 'learned', answer };
  if (status === 204) return { kind: 'done', result: 'skipped', answer };
  if (status === 401 || status === 403) return { kind: 'hold', reason: describe(answer), status };
  if (status === 400 || (status === 404 && /cannot find classifier/i.test(text))) {
    return { kind: 'dead', answer };
  }
  return { kind: 'again', reason: describe(answer), status };
}

/**
 * Says what an answer to `/fuzzyadd` or `/fuzzydel` means for a message that has been learned; null
 * when it is well, a message that has nothing to hash included. A storage that is not there is for
 * a person to mend: the message becomes a dead letter, and can be tried again.
 */
export function classifyFuzzyAnswer(answer: ControllerAnswer): Outcome | null {
  const { status, text } = answer;
  if (status === 401 || status === 403) return { kind: 'hold', reason: describe(answer), status };
  if (/module disabled|unknown or missing flag/i.test(text)) return { kind: 'dead', answer };
  if (status >= 200 && status < 300) return null;
  if (status === 400 || status === 404) return null;
  return { kind: 'again', reason: `fuzzy storage: ${describe(answer)}`, status };
}

/** Status and the beginning of the text, in one line that a terminal can show. */
export function describe({ status, text }: ControllerAnswer): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return `${status} ${line.slice(0, 200)}`.trim();
}
