import { isAbsolute } from 'node:path';
import * as v from 'valibot';
import { isRedisAddress } from './redis-address.ts';

/** How a bridge is set up. */
export interface BridgeConfig {
  /**
   * Absolute path of the UNIX socket that Dovecot connects to. Its folder must be there. `systemd`
   * for the one that systemd has opened.
   */
  readonly socket: string;
  /** Absolute path of the spool's folder; created where it is missing. */
  readonly spool: string;
  /**
   * rspamd's controller, such as `http://127.0.0.1:11334` or `unix:/run/rspamd/controller.sock`.
   * Of several, which share one Redis, the first that works is asked.
   */
  readonly rspamd: URL | readonly URL[];
  /** Absolute path of the file whose first line is the controller's password for learning. */
  readonly passwordFile?: string | undefined;
  /** Group of the socket, by name or number: the one that Dovecot's mail processes run with. */
  readonly socketGroup?: string | number | undefined;
  /**
   * How long a message waits, in seconds, 0 to 3600. The opposite move of the same message by the
   * same user in this time cancels it. Default 30; with 0 each move is learned as it comes.
   */
  readonly settle?: number | undefined;
  /**
   * What one user may teach in an hour, 0 to 1,000,000; what is over it becomes a dead letter.
   * Default 0: as much as there is.
   */
  readonly quota?: number | undefined;
  /** Days that a message is tried in vain before it becomes a dead letter, 1 to 3650. Default 30. */
  readonly maxAgeDays?: number | undefined;
  /** What may wait in the spool, in MiB, 1 to 10,000,000. More is answered `-`. Default 4096. */
  readonly maxSpoolMegabytes?: number | undefined;
  /** Days that a dead letter is kept, 1 to 3650. Default 90. */
  readonly deadDays?: number | undefined;
  /** Days that what was learned is kept, to be undone or learned anew, 0 to 3650. Default 0. */
  readonly keepDays?: number | undefined;
  /**
   * Redis, where several machines share what waits: `redis://127.0.0.1:6379/1`, `rediss:` with TLS,
   * or `unix:/run/redis/redis.sock`. Default: each machine for itself.
   */
  readonly redis?: URL | undefined;
  /** Absolute path of the file whose first line is its password. */
  readonly redisPasswordFile?: string | undefined;
  /** rspamd's `Learn-Type`: `bulk` learns also what Bayes is sure of already. */
  readonly learnType?: string | undefined;
  /** The classifier to be taught, where rspamd has several. */
  readonly classifier?: string | undefined;
  /** Spam is added to rspamd's fuzzy storage under this flag, and ham deleted. 1 to 1000. */
  readonly fuzzyFlag?: number | undefined;
  /** Weight of a fuzzy hash that is added, 1 to 1000. Default 10. */
  readonly fuzzyWeight?: number | undefined;
  /** How much of each class rspamd's Bayes needs before it judges: its `min_learns`. Default 200. */
  readonly minLearns?: number | undefined;
  /** Address on the loopback for metrics, health and status, such as `127.0.0.1:11380`. */
  readonly http?: string | undefined;
  /** Messages sent to the controller at once, 1 to 64. Default 4. */
  readonly concurrency?: number | undefined;
}

const CONCURRENCY = { least: 1, most: 64 };
const SETTLE = { least: 0, most: 3600 };
const QUOTA = { least: 0, most: 1_000_000 };
const AGE = { least: 1, most: 3650 };
const DEAD = { least: 1, most: 3650 };
const KEEP = { least: 0, most: 3650 };
const FUZZY = { least: 1, most: 1000 };
const LEARNS = { least: 1, most: 1_000_000 };
const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|\[::1\]):\d{1,5}$/;
const HTTP_MESSAGE =
  'http must be an address on the loopback, such as 127.0.0.1:11380 or [::1]:11380';
const SPOOL = { least: 1, most: 10_000_000 };

/** Also that the address and its port can be there, which a URL's parser says. */
function isLoopback(address: string): boolean {
  return LOOPBACK.test(address) && URL.canParse(`http://${address}`);
}

function absolutePath(name: string, example: string): v.GenericSchema<string> {
  return v.pipe(
    v.string(`${name} must be a path, such as ${example}`),
    v.check(isAbsolute, `${name} must be an absolute path, such as ${example}`),
  );
}

const SOCKET_MESSAGE =
  'socket must be an absolute path, such as /run/sievekit/sievekit-bridge, or the word systemd';

const URL_MESSAGE =
  'rspamd must be the address of its controller, such as http://127.0.0.1:11334 or unix:/run/rspamd/controller.sock';

const controllerUrl: v.GenericSchema<string | URL, URL> = v.pipe(
  v.union([v.string(), v.instance(URL)], URL_MESSAGE),
  v.check((value) => URL.canParse(String(value)), URL_MESSAGE),
  v.transform((value) => new URL(value)),
  v.check(isController, URL_MESSAGE),
  v.check(
    (url) => url.username === '' && url.password === '',
    'rspamd must not hold a password: write it into a file, and name that as passwordFile',
  ),
  v.check(
    (url) => url.search === '' && url.hash === '',
    'rspamd must end with the host, the port, or a folder: no "?" and no "#"',
  ),
);

function isController({ protocol, host, pathname }: URL): boolean {
  if (protocol === 'unix:') return host === '' && isAbsolute(pathname);
  return protocol === 'http:' || protocol === 'https:';
}

const REDIS_MESSAGE =
  'redis must be its address, such as redis://127.0.0.1:6379/1 or unix:/run/redis/redis.sock';

const redisUrl: v.GenericSchema<string | URL, URL> = v.pipe(
  v.union([v.string(), v.instance(URL)], REDIS_MESSAGE),
  v.check((value) => URL.canParse(String(value)), REDIS_MESSAGE),
  v.transform((value) => new URL(value)),
  v.check(isRedisAddress, REDIS_MESSAGE),
  v.check(
    (url) => url.password === '',
    'redis must not hold a password: write it into a file, and name that as redisPasswordFile',
  ),
);

const controllers: v.GenericSchema<unknown, URL | URL[]> = v.pipe(
  v.unknown(),
  v.union(
    [controllerUrl, v.pipe(v.array(controllerUrl), v.minLength(1, URL_MESSAGE))],
    explainControllers,
  ),
);

/** The first complaint about the address, or about one of the list. */
function explainControllers(issue: v.BaseIssue<unknown>): string {
  const [given, list] = [issue.input, issue.issues ?? []];
  const fits = list.filter(({ path }) => Array.isArray(given) === (path !== undefined));
  return (fits[0] ?? list[0])?.message ?? URL_MESSAGE;
}

const GROUP_MESSAGE = 'socketGroup must be the name or the number of a group';

const socketGroup: v.GenericSchema<string | number> = v.pipe(
  v.union([v.string(), v.number()], GROUP_MESSAGE),
  v.check(
    (group) => (typeof group === 'string' ? group !== '' : Number.isInteger(group) && group >= 0),
    GROUP_MESSAGE,
  ),
);

/** It becomes a header of HTTP. */
function headerWord(name: string): v.GenericSchema<string> {
  const message = `${name} must be a word of letters, digits, ".", "_" and "-"`;
  return v.pipe(v.string(message), v.regex(/^[\w.-]{1,100}$/, message));
}

interface Range {
  readonly least: number;
  readonly most: number;
}

function wholeNumber(name: string, { least, most }: Range): v.GenericSchema<number> {
  const message = `${name} must be a whole number from ${least} to ${most}`;
  return v.pipe(
    v.number(message),
    v.integer(message),
    v.minValue(least, message),
    v.maxValue(most, message),
  );
}

/** Reads a {@link BridgeConfig} from YAML, JSON or anything else; `rspamd` may be a string. */
export const bridgeConfigSchema: v.GenericSchema<unknown, BridgeConfig> = v.pipe(
  v.unknown(),
  v.strictObject(
    {
      socket: v.pipe(
        v.string(SOCKET_MESSAGE),
        v.check((path) => path === 'systemd' || isAbsolute(path), SOCKET_MESSAGE),
      ),
      spool: absolutePath('spool', '/var/spool/sievekit'),
      rspamd: controllers,
      passwordFile: v.optional(absolutePath('passwordFile', '/etc/sievekit/controller-password')),
      socketGroup: v.optional(socketGroup),
      settle: v.optional(wholeNumber('settle', SETTLE)),
      learnType: v.optional(headerWord('learnType')),
      classifier: v.optional(headerWord('classifier')),
      fuzzyFlag: v.optional(wholeNumber('fuzzyFlag', FUZZY)),
      fuzzyWeight: v.optional(wholeNumber('fuzzyWeight', FUZZY)),
      minLearns: v.optional(wholeNumber('minLearns', LEARNS)),
      http: v.optional(v.pipe(v.string(HTTP_MESSAGE), v.check(isLoopback, HTTP_MESSAGE))),
      quota: v.optional(wholeNumber('quota', QUOTA)),
      maxAgeDays: v.optional(wholeNumber('maxAgeDays', AGE)),
      maxSpoolMegabytes: v.optional(wholeNumber('maxSpoolMegabytes', SPOOL)),
      deadDays: v.optional(wholeNumber('deadDays', DEAD)),
      keepDays: v.optional(wholeNumber('keepDays', KEEP)),
      redis: v.optional(redisUrl),
      redisPasswordFile: v.optional(
        absolutePath('redisPasswordFile', '/etc/sievekit/redis-password'),
      ),
      concurrency: v.optional(wholeNumber('concurrency', CONCURRENCY)),
    },
    explainObject,
  ),
);

/** Said of what is no object, of a setting that is missing, and of one that does not exist. */
function explainObject(issue: v.BaseIssue<unknown>): string {
  const key = issue.path?.[0]?.key;
  if (key === undefined) return 'the configuration of the bridge must be a set of names and values';
  return issue.expected === 'never'
    ? `${String(key)} is not a setting of the bridge`
    : `${String(key)} is missing`;
}
