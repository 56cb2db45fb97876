import { setTimeout as delay } from 'node:timers/promises';
import type { BridgeConfig } from '../config.ts';
import type { Outcome } from '../controller/answer.ts';
import { describe } from '../controller/classify-answer.ts';
import { type Controller, createController } from '../controller/controller.ts';
import { createPasswordFile } from '../controller/password.ts';
import { BridgeError } from '../error.ts';
import { defaultLimits } from '../limits.ts';
import { backoff } from '../worker/backoff.ts';
import type { ReplayMessage } from './message.ts';

/** What became of a message: `gone` from its folder, `refused` for good, or as of the daemon's. */
export type ReplayResult = 'learned' | 'already' | 'skipped' | 'refused' | 'gone' | 'too-large';

/** How messages are learned that were there before. */
export interface ReplayOptions
  extends Pick<
    BridgeConfig,
    'rspamd' | 'passwordFile' | 'learnType' | 'classifier' | 'fuzzyFlag' | 'fuzzyWeight'
  > {
  /** Whose they are: becomes `Deliver-To`. */
  readonly user: string;
  /** Messages a second, at most. */
  readonly rate: number;
  /** Messages under way at once. */
  readonly concurrency: number;
  /** Is told of each message that is done with, before the next begins. */
  onResult(message: ReplayMessage, result: ReplayResult): void | Promise<void>;
  /** Is told why it goes on later: the controller is away. */
  onWait?(reason: string): void;
}

/**
 * Has rspamd's controller learn messages, straight and not through the spool: they wait where they
 * are. A controller that is away is asked again until it is back.
 *
 * @throws BridgeError `password` when the controller refuses it; `config` when it can learn nothing
 */
export async function replayMessages(
  messages: readonly ReplayMessage[],
  options: ReplayOptions,
): Promise<void> {
  const { passwordFile, rate, concurrency } = options;
  const password = passwordFile === undefined ? null : createPasswordFile(passwordFile);
  await password?.read();
  const urls = [options.rspamd].flat();
  const controller = createController({ urls, password, learn: options, limits: defaultLimits });
  const next = messages[Symbol.iterator]();
  let slot = Date.now();
  let failed = false;

  async function work(): Promise<void> {
    for (let found = next.next(); !found.done && !failed; found = next.next()) {
      const wait = slot - Date.now();
      slot = Math.max(slot, Date.now()) + 1000 / rate;
      if (wait > 0) await delay(wait);
      await options.onResult(found.value, await learnOne(controller, found.value, options));
    }
  }

  const workers = Array.from({ length: concurrency }, () =>
    work().catch((error: unknown) => {
      failed = true;
      throw error;
    }),
  );
  const [broken] = (await Promise.allSettled(workers)).filter(
    ({ status }) => status === 'rejected',
  );
  if (broken?.status === 'rejected') throw broken.reason;
}

async function learnOne(
  controller: Controller,
  message: ReplayMessage,
  { user, onWait }: ReplayOptions,
): Promise<ReplayResult> {
  for (let failures = 1; ; failures += 1) {
    const opened = await message.open();
    if (opened === null) return 'gone';
    if (opened.bytes > defaultLimits.messageBytes) {
      opened.body.destroy();
      return 'too-large';
    }
    const entry = entryOf(message, user, opened.bytes);
    const reopen = async () => (await message.open())?.body ?? null;
    const result = resultOf(await controller.learn(entry, opened.body, reopen));
    if (result.kind === 'end') return result.result;
    onWait?.(result.reason);
    const { firstRetryMs, lastControllerRetryMs } = defaultLimits;
    await delay(backoff(failures, firstRetryMs, lastControllerRetryMs));
  }
}

type Step =
  | { readonly kind: 'end'; readonly result: ReplayResult }
  | { readonly kind: 'wait'; readonly reason: string };

function resultOf(outcome: Outcome): Step {
  switch (outcome.kind) {
    case 'done':
      return { kind: 'end', result: outcome.result };
    case 'again':
      return { kind: 'wait', reason: outcome.reason };
    case 'hold':
      throw new BridgeError('password', `the controller refuses: ${outcome.reason}`);
    case 'dead':
      if (outcome.answer.status !== 400) throw new BridgeError('config', describe(outcome.answer));
      return { kind: 'end', result: 'refused' };
  }
}

function entryOf(
  { verdict, time }: ReplayMessage,
  user: string,
  messageBytes: number,
): Parameters<Controller['learn']>[0] {
  const [id, digest, from, to] = ['', '', '', ''];
  const received = new Date(time).toISOString();
  const known = { id, digest, from, to, received, tried: false, headBytes: 0 };
  return { ...known, user, verdict, cause: 'append', messageBytes };
}
