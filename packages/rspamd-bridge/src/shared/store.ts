import { Readable } from 'node:stream';
import type { Redis } from 'ioredis';
import * as v from 'valibot';
import { isAdmin } from '../learning.ts';
import type { BridgeLimits } from '../limits.ts';
import { type DeadLetter, isDeadLetter } from '../spool/dead-letter.ts';
import type { SpoolEntry } from '../spool/entry.ts';
import { inTime } from './connection.ts';
import { BEGIN, BURY, ENLIST, FINISH, LOOK, REVIVE } from './script.ts';

/** A move that all machines know of. */
export interface SharedMove extends SpoolEntry {
  /** The spool that it came through. */
  readonly origin: string;
  /** How often it has been tried, by whatever machine. */
  readonly attempts: number;
}

/** What becomes of a move that a worker has taken up. */
export type Begun =
  | { readonly kind: 'gone' }
  | { readonly kind: 'wait'; readonly first: string }
  | { readonly kind: 'go' | 'quota'; readonly move: SharedMove };

/** How a move has ended. */
export type Ending =
  | 'learned'
  | 'already'
  | 'skipped'
  | 'cancelled'
  | 'repeated'
  | 'dropped'
  | 'dead';

/** Redis, as a bridge sees it. Each method throws when Redis is away. */
export interface Store {
  /** The message, in pieces: a large one is never held whole. */
  upload(id: string, body: Readable): Promise<void>;
  enlist(id: string, entry: SpoolEntry): Promise<{ readonly how: string; readonly other?: string }>;
  begin(id: string, quota: number): Promise<Begun>;
  /** Null when the message is no longer there. */
  download(id: string): Promise<Readable | null>;
  finish(id: string, move: SharedMove, how: Ending): Promise<void>;
  bury(id: string, move: SharedMove, letter: DeadLetter): Promise<void>;
  /** As if it had never been brought: its machine will bring it once more. */
  forget(id: string, move: SharedMove): Promise<void>;
  revive(id: string, lane: string): Promise<boolean>;
  /** Everything that is known of a move, as it stands in Redis; null where nothing is. */
  read(
    id: string,
  ): Promise<{ readonly move: SharedMove; readonly letter: DeadLetter | null } | null>;
  /** For each: how it ended, `known` or `lost`. */
  look(ids: readonly string[]): Promise<string[]>;
  /** The oldest that has ended and may go from this machine's spool. */
  nextEnded(): Promise<{ readonly id: string; readonly how: string } | null>;
  /** It is off the spool. */
  forgetEnded(id: string): Promise<void>;
}

/** Before every key of ours; in braces, so that they stay together where Redis is a cluster. */
export const PREFIX = '{sievekit}';
const KEYS = `${PREFIX}:bridge:`;

const PIECE = 512 * 1024;
/** Results are kept as long as a machine may be away and come back with what has ended since. */
const KEEP_S = 60 * 24 * 3600;

const moveSchema = v.object({
  verdict: v.picklist(['spam', 'ham']),
  user: v.string(),
  cause: v.picklist(['copy', 'append', 'flag', 'undo', 'relearn']),
  from: v.string(),
  to: v.string(),
  received: v.string(),
  digest: v.string(),
  origin: v.string(),
  messageBytes: v.pipe(v.string(), v.transform(Number)),
  tried: v.pipe(
    v.string(),
    v.transform((tried) => tried === '1'),
  ),
  attempts: v.optional(v.pipe(v.string(), v.transform(Number)), '0'),
});

/** What `redis` holds; `origin` is the name of this machine's spool. */
export function createStore(
  redis: Redis,
  { origin, settles }: { readonly origin: string; readonly settles: boolean },
  limits: Pick<BridgeLimits, 'redisMs'>,
): Store {
  const run = async (script: string, ...args: (string | number)[]): Promise<unknown> =>
    inTime(redis.eval(script, 0, KEYS, ...args), limits);
  const mail = (id: string): string => `${KEYS}mail:${id}`;
  const ended = `${KEYS}ended:${origin}`;

  return {
    async upload(id, body) {
      const part = `${mail(id)}:part`;
      try {
        await inTime(redis.set(part, '', 'EX', KEEP_S), limits);
        for await (const chunk of body) await inTime(redis.append(part, chunk), limits);
        await inTime(redis.rename(part, mail(id)), limits);
      } finally {
        body.destroy();
      }
    },
    async enlist(id, entry) {
      const fields = fieldsOf(entry);
      const found = await run(
        ENLIST,
        ...[id, laneOf(entry), id.slice(0, 16), origin, settles ? 1 : 0, KEEP_S],
        ...fields,
      );
      const [how = '', other] = strings(found);
      return other === undefined ? { how } : { how, other };
    },
    async begin(id, quota) {
      const cause = await inTime(redis.hget(`${KEYS}move:${id}`, 'cause'), limits);
      const counts = isAdmin(cause) ? 0 : 1;
      const [kind = 'gone', ...rest] = strings(await run(BEGIN, id, quota, counts));
      if (kind === 'wait') return { kind, first: rest[0] ?? '' };
      if (kind !== 'go' && kind !== 'quota') return { kind: 'gone' };
      return { kind, move: readMove(id, pairs(rest)) };
    },
    async download(id) {
      const size = await inTime(redis.strlen(mail(id)), limits);
      if (size === 0 && (await inTime(redis.exists(mail(id)), limits)) === 0) return null;
      return Readable.from(pieces(redis, mail(id), size, limits));
    },
    async finish(id, move, how) {
      await run(FINISH, id, laneOf(move), move.origin, how, KEEP_S);
    },
    async bury(id, move, letter) {
      const text = JSON.stringify(letter);
      await run(BURY, id, laneOf(move), move.origin, text, KEEP_S);
    },
    async forget(id, move) {
      const lane = laneOf(move);
      await inTime(redis.zrem(`${KEYS}lane:${lane}`, id), limits);
      await inTime(redis.del(`${KEYS}move:${id}`, `${KEYS}last:${lane}`), limits);
    },
    revive: async (id, lane) => (await run(REVIVE, id, lane)) === 1,
    async read(id) {
      const found = await inTime(redis.hgetall(`${KEYS}move:${id}`), limits);
      if (Object.keys(found).length === 0) return null;
      return { move: readMove(id, found), letter: readLetter(found.dead) };
    },
    look: async (ids) => (ids.length === 0 ? [] : strings(await run(LOOK, ...ids))),
    async nextEnded() {
      const id = await inTime(redis.lindex(ended, -1), limits);
      if (id === null) return null;
      return { id, how: (await inTime(redis.get(`${KEYS}end:${id}`), limits)) ?? 'learned' };
    },
    async forgetEnded(id) {
      await inTime(redis.lrem(ended, -1, id), limits);
    },
  };
}

/** A message of a user, in which moves go one after another. */
export function laneOf({ digest, user }: Pick<SpoolEntry, 'digest' | 'user'>): string {
  return `${digest} ${user}`;
}

/** `verdict` comes second: the script looks for it there. */
function fieldsOf(entry: SpoolEntry): (string | number)[] {
  const { verdict, user, cause, from, to, received, digest, messageBytes, tried } = entry;
  return [
    ...['verdict', verdict, 'user', user, 'cause', cause, 'from', from, 'to', to],
    ...['received', received, 'digest', digest, 'messageBytes', messageBytes],
    ...['tried', tried ? 1 : 0],
  ];
}

function readMove(id: string, fields: Record<string, string>): SharedMove {
  return { ...v.parse(moveSchema, fields), id, headBytes: 0 };
}

function readLetter(text: string | undefined): DeadLetter | null {
  if (text === undefined) return null;
  const letter: unknown = JSON.parse(text);
  return isDeadLetter(letter) ? letter : null;
}

async function* pieces(
  redis: Redis,
  key: string,
  size: number,
  limits: Pick<BridgeLimits, 'redisMs'>,
): AsyncGenerator<Buffer> {
  for (let at = 0; at < size; at += PIECE) {
    yield await inTime(redis.getrangeBuffer(key, at, at + PIECE - 1), limits);
  }
}

function strings(found: unknown): string[] {
  return Array.isArray(found) ? found.map(String) : [];
}

function pairs(list: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (let at = 0; at + 1 < list.length; at += 2) found[list[at] ?? ''] = list[at + 1] ?? '';
  return found;
}
