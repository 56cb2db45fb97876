import type { SpooledMessage } from '@sievekit/rspamd-bridge';
import { Failure } from '../failure.ts';
import { showJson, showName } from '../remote/show-name.ts';
import type { Terminal } from '../terminal.ts';
import { withMailStore } from './mail-store.ts';

/** Options of `sievekit bridge queue`. */
export interface QueueOptions {
  readonly config?: string;
  readonly spool?: string;
  readonly json?: boolean;
  /** `show`: the mail instead of what is known of it. */
  readonly message?: boolean;
  /** `retry`: every dead letter. */
  readonly all?: boolean;
}

type Place = Exclude<SpooledMessage['place'], 'learned'>;

/** `queue ls` and `queue dead`: a line a message, the oldest first. */
export async function listQueue(
  place: Place,
  options: QueueOptions,
  terminal: Terminal,
): Promise<void> {
  await withMailStore(options, async ({ list }) => {
    const messages = await list(place);
    if (options.json) terminal.out(showJson(messages));
    else for (const message of messages) terminal.out(`${describeSpooled(message)}\n`);
  });
}

/** `queue show`: what is known of a message, or the mail itself. */
export async function showQueued(
  id: string,
  options: QueueOptions,
  terminal: Terminal,
): Promise<void> {
  await withMailStore(options, async ({ list, open }) => {
    const message = find([...(await list('waiting')), ...(await list('dead'))], id);
    if (!options.message) {
      terminal.out(showJson(message, 2));
      return;
    }
    for await (const chunk of (await open(message)) ?? []) terminal.out(chunk);
  });
}

/** `queue retry`: dead letters go back to those that wait. */
export async function retryQueued(
  ids: readonly string[],
  options: QueueOptions,
  terminal: Terminal,
): Promise<void> {
  if (ids.length === 0 && !options.all)
    throw new Failure('Say which: the ids of dead letters (sievekit bridge queue dead), or --all.');
  await withMailStore(options, async ({ list, retry }) => {
    const dead = await list('dead');
    const waiting = options.all ? [] : await list('waiting');
    for (const id of ids) refuseWaiting(waiting, dead, id);
    const messages = options.all ? dead : ids.map((id) => find(dead, id));
    for (const message of messages) {
      await retry(message);
      terminal.out(`${message.id} waits again\n`);
    }
  });
}

/** `queue drop`: removes messages for good. */
export async function dropQueued(
  ids: readonly string[],
  options: QueueOptions,
  terminal: Terminal,
): Promise<void> {
  await withMailStore(options, async ({ list, drop }) => {
    const all = [...(await list('waiting')), ...(await list('dead'))];
    for (const message of ids.map((id) => find(all, id))) {
      await drop(message);
      terminal.out(`${message.id} is removed\n`);
    }
  });
}

/** What waits is no dead letter: nothing is left to do. */
function refuseWaiting(
  waiting: readonly SpooledMessage[],
  dead: readonly SpooledMessage[],
  id: string,
): void {
  const begins = (message: SpooledMessage): boolean => message.id.startsWith(id);
  if (dead.some(begins) || !waiting.some(begins)) return;
  throw new Failure(`${id} is no dead letter: it waits, and the daemon sends it by itself.`);
}

/** By id, or by the beginning of one where it says which. */
function find(messages: readonly SpooledMessage[], id: string): SpooledMessage {
  const found = messages.filter((message) => message.id.startsWith(id));
  const [message] = found;
  if (message && found.length === 1) return message;
  throw new Failure(
    message
      ? `${found.length} messages begin with ${id}; give more of it.`
      : `There is no message ${id} here; sievekit bridge queue ls and queue dead list them.`,
  );
}

/** A line for a person. */
export function describeSpooled(message: SpooledMessage): string {
  const { id, received, user, verdict, from, to, size, reason, detail } = message;
  const move = `${from ?? '?'} → ${to ?? '?'}`;
  const why =
    reason === null
      ? message.tried && message.place === 'waiting'
        ? 'tried'
        : ''
      : `${reason}: ${detail}`;
  return [id, received ?? '-', user ?? '-', verdict ?? '-', move, `${size} bytes`, why]
    .filter((part) => part !== '')
    .map(showName)
    .join('  ');
}
