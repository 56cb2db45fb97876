import type { Readable } from 'node:stream';
import type { Outcome } from '../controller/answer.ts';
import { describe } from '../controller/classify-answer.ts';
import type { Controller } from '../controller/controller.ts';
import { messageOf } from '../error.ts';
import { isAdmin } from '../learning.ts';
import type { BridgeLimits } from '../limits.ts';
import type { BridgeLogger } from '../log.ts';
import type { Observer } from '../metrics/observer.ts';
import type { DeadLetter } from '../spool/dead-letter.ts';
import type { SpoolEntry } from '../spool/entry.ts';
import { backoff } from './backoff.ts';
import type { Gate } from './gate.ts';
import type { Queue, QueueItem } from './queue.ts';
import type { Quota } from './quota.ts';
import { report, reportDead } from './report.ts';
import type { createTally } from './tally.ts';

/** What the worker takes messages from and gives them back to. */
export interface Shelf {
  /** Null when the message is no longer there. */
  read(entry: SpoolEntry): Promise<Readable | null>;
  remove(entry: SpoolEntry): Promise<void>;
  /** It has been learned: kept for a while where that is wanted, and removed otherwise. */
  keep(entry: SpoolEntry): Promise<void>;
  bury(entry: SpoolEntry, letter: DeadLetter): Promise<void>;
}

/** What an attempt works with. */
export interface AttemptContext {
  readonly shelf: Shelf;
  readonly controller: Controller;
  readonly limits: BridgeLimits;
  readonly log: BridgeLogger;
  readonly gate: Gate;
  readonly queue: Queue;
  readonly observer?: Observer;
  readonly quota: Quota;
  readonly tally: ReturnType<typeof createTally>;
}

/** Sends one message, and finishes it or puts it back. Never throws. */
export async function attempt(context: AttemptContext, item: QueueItem): Promise<void> {
  const { gate, controller, log, observer } = context;
  const letter = giveUp(context, item);
  if (letter !== null) return buryUnsent(context, item, letter);
  const entered = gate.enter();
  if (gate.state() === 'open') item.blamed += 1;
  item.attempts += 1;
  const body = await openMessage(context, item);
  if (body === null) return;
  const began = performance.now();
  const outcome = await controller.learn(item.entry, body, () => context.shelf.read(item.entry));
  const ms = Math.round(performance.now() - began);
  report(log, item, outcome, ms);
  observer?.attempted(outcome, ms);
  await settle(context, item, outcome, entered);
}

/**
 * Why a message is not sent at all: it is over the user's quota, or was tried in vain for too long.
 * What an admin has put back is marked as tried; it is not counted, and sent once however old.
 */
function giveUp({ quota, limits }: AttemptContext, item: QueueItem): DeadLetter | null {
  const { entry, attempts } = item;
  if (attempts === 0) {
    if (entry.tried || isAdmin(entry.cause) || quota.take(entry.user)) return null;
    const detail = `${entry.user} has taught as much in this hour as one may`;
    return { reason: 'quota', detail, status: null };
  }
  if (Date.now() - Date.parse(entry.received) <= limits.spoolAgeMs) return null;
  return { reason: 'expired', detail: `tried in vain since ${entry.received}`, status: null };
}

function buryUnsent(context: AttemptContext, item: QueueItem, letter: DeadLetter): Promise<void> {
  const { shelf, tally, log } = context;
  item.attempts += 1;
  tally.count(item.entry.verdict, 'dead');
  reportDead(log, item.entry, letter.detail);
  return putAway(context, item, () => shelf.bury(item.entry, letter));
}

/** Null when there is nothing to send; the item has then been dealt with. */
async function openMessage(context: AttemptContext, item: QueueItem): Promise<Readable | null> {
  const { shelf, log, queue } = context;
  const { id } = item.entry;
  try {
    const body = await shelf.read(item.entry);
    if (body !== null) return body;
    log.warn({ id }, 'the message is gone from the spool');
    queue.finish(item, Date.now());
  } catch (error) {
    log.error({ id, reason: messageOf(error) }, 'cannot read a message of the spool');
    putBack(context, item);
  }
  return null;
}

async function settle(
  context: AttemptContext,
  item: QueueItem,
  outcome: Outcome,
  entered: number,
): Promise<void> {
  const { gate, shelf, tally } = context;
  const { entry } = item;
  switch (outcome.kind) {
    case 'done':
      gate.succeeded();
      tally.count(entry.verdict, outcome.result);
      if (/less tokens/i.test(outcome.answer.text)) tally.count(entry.verdict, 'tooShort');
      return putAway(context, item, () =>
        outcome.result === 'skipped' ? shelf.remove(entry) : shelf.keep(entry),
      );
    case 'dead':
      gate.succeeded();
      tally.count(entry.verdict, 'dead');
      return putAway(context, item, () => shelf.bury(entry, letterFor(outcome)));
    case 'again':
      gate.failed(entered);
      return putBack(context, item);
    case 'hold':
      gate.held();
      item.blamed = 0;
      return putBack(context, item);
  }
}

/** A disk that refuses must not make the bridge learn the message again and again. */
async function putAway(
  { log, queue }: AttemptContext,
  item: QueueItem,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const reason = messageOf(error);
    log.error({ id: item.entry.id, reason }, 'cannot take a message off the spool');
  }
  queue.finish(item, Date.now());
}

/** Only what failed while others were taken waits for itself; else the gate's pause is enough. */
function putBack({ limits, queue }: AttemptContext, item: QueueItem): void {
  const { firstRetryMs, lastMessageRetryMs } = limits;
  const wait = item.blamed > 0 ? backoff(item.blamed, firstRetryMs, lastMessageRetryMs) : 0;
  item.due = Date.now() + wait;
  queue.putBack(item);
}

function letterFor({ answer }: Extract<Outcome, { kind: 'dead' }>): DeadLetter {
  return { reason: 'rejected', detail: describe(answer), status: answer.status };
}
