import type { Verdict } from '../learning.ts';
import type { ReplayMessage } from './message.ts';

/** How many of what there is are learned. */
export interface ReplayChoice {
  /** Of each class, at most. */
  readonly limit?: number | undefined;
  /** At most so many of one class for one of the other; 0 for no balance. */
  readonly ratio: number;
}

/**
 * The newest of each class, spam and ham mixed in proportion, so that what is learned is balanced
 * wherever the work is stopped. What was `done` before counts for the balance and is left out.
 */
export function chooseMessages(
  messages: readonly ReplayMessage[],
  { limit = Number.POSITIVE_INFINITY, ratio }: ReplayChoice,
  done: (message: ReplayMessage) => boolean = () => false,
): ReplayMessage[] {
  const spam = newest(messages, 'spam');
  const ham = newest(messages, 'ham');
  const most = (own: number, other: number): number =>
    Math.min(limit, ratio === 0 ? own : Math.min(own, other * ratio));
  const chosen = [
    spam.slice(0, most(spam.length, ham.length)),
    ham.slice(0, most(ham.length, spam.length)),
  ];
  return chosen
    .flatMap((list) => list.map((message, at) => ({ message, place: (at + 0.5) / list.length })))
    .sort((a, b) => a.place - b.place)
    .map(({ message }) => message)
    .filter((message) => !done(message));
}

function newest(messages: readonly ReplayMessage[], verdict: Verdict): ReplayMessage[] {
  return messages.filter((each) => each.verdict === verdict).sort((a, b) => b.time - a.time);
}
