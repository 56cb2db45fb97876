import * as v from 'valibot';
import { EditorError } from '../editor-error.ts';
import { SESSION_ABSOLUTE_MS, SESSION_IDLE_MS } from '../limits.ts';

/** How to reach the ManageSieve server: the admin's to say, never the browser's. */
export interface ManageSieveConfig {
  readonly host: string;
  /** Default: 4190. */
  readonly port?: number;
  /** Default: 'starttls'. */
  readonly tls?: 'starttls' | 'implicit' | 'none';
  /** Path of a PEM file with the authorities to trust in place of the system's. */
  readonly ca?: string;
  /** Name that the server's certificate must carry. Default: `host`. */
  readonly servername?: string;
  /** With `tls: none`: lets passwords travel readable by anyone on the way. Default: false. */
  readonly allowPlaintextPassword?: boolean;
}

/** How to reach the IMAP server, for the list of folders; never without TLS. */
export interface ImapConfig {
  readonly host: string;
  /** Default: 993, or 143 with `tls: starttls`. */
  readonly port?: number;
  /** Default: 'implicit'. */
  readonly tls?: 'implicit' | 'starttls';
  /** Path of a PEM file with the authorities to trust in place of the system's. */
  readonly ca?: string;
  /** Name that the server's certificate must carry. Default: `host`. */
  readonly servername?: string;
}

/** How long a login lasts. */
export interface SessionConfig {
  /** A session that nobody used for so many minutes is over. Default: 30. */
  readonly idleMinutes?: number;
  /** A session is over after so many hours in any case. Default: 12. */
  readonly absoluteHours?: number;
  /**
   * Where sessions are kept: 'memory' of this process; sealed in the 'cookie'; or in 'redis'. The
   * last two outlive a restart, and let several machines serve the same people. Default: 'memory'.
   */
  readonly store?: 'memory' | 'cookie' | 'redis';
  /** With `store: cookie`: path of a file with a secret, the same on all machines. */
  readonly secretFile?: string;
}

/** What the admin sets. */
export interface EditorConfig {
  /** Address to listen on. Default: '127.0.0.1'. */
  readonly host?: string;
  /** Port to listen on; 0 takes a free one. Default: 8080. */
  readonly port?: number;
  /**
   * Address in the browser's bar, where a proxy stands in front: `https://sieve.example.org`, or
   * with a path, `https://example.org/sieve/`.
   */
  readonly publicUrl?: string;
  /** Which proxies to believe about the browser's address: Express's `trust proxy`. Default: false. */
  readonly trustProxy?: string | number | false;
  /** Default: 'info'. */
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly session?: SessionConfig;
  /** Address of a Redis, `redis://127.0.0.1:6379`: failed logins are counted there, for all machines. */
  readonly redis?: string;
  /** Address on the loopback for `/healthz` and `/metrics`, such as `127.0.0.1:9380`. Default: none. */
  readonly monitor?: string;
  readonly managesieve: ManageSieveConfig;
  /** Where set, rules choose from the account's folders, and can make one. */
  readonly imap?: ImapConfig;
}

/** The configuration with every default filled in. */
export interface EditorSettings {
  readonly host: string;
  readonly port: number;
  readonly publicUrl?: string;
  readonly trustProxy: string | number | false;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly session: {
    readonly idleMinutes: number;
    readonly absoluteHours: number;
    readonly store: 'memory' | 'cookie' | 'redis';
    readonly secretFile?: string;
  };
  readonly redis?: string;
  readonly monitor?: string;
  readonly managesieve: {
    readonly host: string;
    readonly port: number;
    readonly tls: 'starttls' | 'implicit' | 'none';
    readonly ca?: string;
    readonly servername?: string;
    readonly allowPlaintextPassword: boolean;
  };
  readonly imap?: {
    readonly host: string;
    readonly port: number;
    readonly tls: 'implicit' | 'starttls';
    readonly ca?: string;
    readonly servername?: string;
  };
}

const hostSchema = v.pipe(v.string(), v.nonEmpty('A host is missing.'));
const listenPortSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535));
const durationSchema = v.pipe(v.number(), v.gtValue(0));
const publicUrlSchema = v.pipe(
  v.string(),
  v.url(),
  v.regex(
    /^https?:\/\/[^/?#@]+(\/[\w.~-]+)*\/?$/,
    'Expected http:// or https://, a host, and perhaps a path of letters, digits, "-", "_", "." and "~"',
  ),
);

const managesieveSchema = v.pipe(
  v.strictObject({
    host: hostSchema,
    port: v.optional(v.pipe(listenPortSchema, v.minValue(1)), 4190),
    tls: v.optional(v.picklist(['starttls', 'implicit', 'none']), 'starttls'),
    ca: v.exactOptional(v.pipe(v.string(), v.nonEmpty())),
    servername: v.exactOptional(hostSchema),
    allowPlaintextPassword: v.optional(v.boolean(), false),
  }),
  v.forward(
    v.check(
      ({ tls, allowPlaintextPassword }) => tls !== 'none' || allowPlaintextPassword,
      '"none" sends passwords readable by anyone: set allowPlaintextPassword to true as well, or use "starttls"',
    ),
    ['tls'],
  ),
);

const imapSchema = v.pipe(
  v.strictObject({
    host: hostSchema,
    port: v.exactOptional(v.pipe(listenPortSchema, v.minValue(1))),
    tls: v.optional(v.picklist(['implicit', 'starttls']), 'implicit'),
    ca: v.exactOptional(v.pipe(v.string(), v.nonEmpty())),
    servername: v.exactOptional(hostSchema),
  }),
  v.transform((imap) => ({ ...imap, port: imap.port ?? (imap.tls === 'implicit' ? 993 : 143) })),
);

const sessionSchema = v.pipe(
  v.strictObject({
    idleMinutes: v.optional(durationSchema, SESSION_IDLE_MS / 60_000),
    absoluteHours: v.optional(durationSchema, SESSION_ABSOLUTE_MS / 3_600_000),
    store: v.optional(v.picklist(['memory', 'cookie', 'redis']), 'memory'),
    secretFile: v.exactOptional(v.pipe(v.string(), v.nonEmpty())),
  }),
  v.forward(
    v.check(
      ({ store, secretFile }) => (store === 'cookie') === (secretFile !== undefined),
      'goes with "store: cookie", which cannot do without it',
    ),
    ['secretFile'],
  ),
);

const settingsSchema = v.strictObject({
  host: v.optional(hostSchema, '127.0.0.1'),
  port: v.optional(listenPortSchema, 8080),
  publicUrl: v.exactOptional(publicUrlSchema),
  trustProxy: v.optional(
    v.union([v.string(), v.pipe(v.number(), v.integer()), v.literal(false)]),
    false,
  ),
  logLevel: v.optional(v.picklist(['debug', 'info', 'warn', 'error', 'silent']), 'info'),
  session: v.optional(sessionSchema, {}),
  redis: v.exactOptional(
    v.pipe(v.string(), v.url(), v.regex(/^rediss?:\/\//, 'Expected redis:// or rediss://')),
  ),
  monitor: v.exactOptional(
    v.pipe(
      v.string(),
      v.regex(
        /^(127(\.\d{1,3}){3}|localhost|\[::1\]):\d{1,5}$/,
        'Expected an address on the loopback and a port, such as 127.0.0.1:9380',
      ),
    ),
  ),
  managesieve: managesieveSchema,
  imap: v.exactOptional(imapSchema),
});

/** Checks the admin's configuration and fills in the defaults; a setting nobody knows is a mistake. */
export const editorConfigSchema: v.GenericSchema<unknown, EditorSettings> = v.pipe(
  settingsSchema,
  v.forward(
    v.check(
      ({ session, redis }) => session.store !== 'redis' || redis !== undefined,
      'is missing: "session.store: redis" needs to know which',
    ),
    ['redis'],
  ),
);

/**
 * Gives the settings that a configuration stands for.
 *
 * @throws EditorError 'config-invalid', naming each setting that is wrong
 */
export function readConfig(config: EditorConfig): EditorSettings {
  const parsed = v.safeParse(editorConfigSchema, config);
  if (parsed.success) return parsed.output;
  const mistakes = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
  throw new EditorError(
    'config-invalid',
    `The configuration of the editor has a mistake: ${mistakes.join('; ')}.`,
  );
}
