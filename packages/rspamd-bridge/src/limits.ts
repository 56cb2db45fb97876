/** Every cap and time-out of the bridge. Times are in milliseconds, sizes in bytes. */
export interface BridgeLimits {
  /** All lines before the message together. Dovecot's own are below 4 KiB. */
  readonly headerBytes: number;
  /** One line of them, still escaped. */
  readonly lineBytes: number;
  /** Lines of environment and of arguments, each. */
  readonly headerLines: number;
  /** One message. A larger one is refused and never learned. */
  readonly messageBytes: number;
  /** The name of a user, which becomes a header of HTTP. */
  readonly userBytes: number;
  /** Connections of Dovecot served at once; the next is answered `-`. */
  readonly connections: number;
  /** Of these, read at once: each that is read costs 64 KiB. */
  readonly readers: number;
  /** The longest that one waits for its turn to be read. */
  readonly readerWaitMs: number;
  /** Connections the kernel keeps waiting. Dovecot gives up on a full queue after 100 ms. */
  readonly backlog: number;
  /** Silence on a connection. Dovecot itself gives up after `sieve_execute_exec_timeout`, 10 s. */
  readonly idleMs: number;
  /** A whole connection, however busy. */
  readonly connectionMs: number;
  /** How long the rest of a refused message is read and thrown away, so that the `-` arrives. */
  readonly lingerMs: number;
  /** The metadata line of a spool file. */
  readonly spoolHeadBytes: number;
  /** How much of a message is searched for the end of its header, and so for its Message-ID. */
  readonly identityBytes: number;
  /** All that waits in the spool, with the dead letters and `incoming/`. More is answered `-`. */
  readonly spoolBytes: number;
  /** How long a message is tried in vain before it becomes a dead letter. */
  readonly spoolAgeMs: number;
  /** How long a dead letter is kept. */
  readonly deadAgeMs: number;
  /** How long what was learned is kept, for undo; 0 for not at all. */
  readonly keepAgeMs: number;
  /** What was learned and is kept; the oldest goes first. Not counted in `spoolBytes`. */
  readonly keepBytes: number;
  /** How long half a message in `incoming/` may lie there. */
  readonly halfAgeMs: number;
  /** How often what is too old is removed from the spool, and what stands aside is counted. */
  readonly cleanMs: number;
  /** One answer of Redis. */
  readonly redisMs: number;
  /** How often Redis is asked what has ended, and a move that has to wait for an earlier one tried. */
  readonly sharedLookMs: number;
  /** How often Redis is asked whether it still knows all that waits. */
  readonly sharedCheckMs: number;
  /** After this long the messages of a machine that has died in the middle are taken up by another. */
  readonly sharedStalledMs: number;
  /** How often the spool is looked through for files that somebody else has put there. */
  readonly lookMs: number;
  /** The controller's answer. */
  readonly answerBytes: number;
  /** One learn request, from connecting to the end of the answer. */
  readonly answerMs: number;
  /** How long another controller is asked before the first one is tried again. */
  readonly controllerReturnMs: number;
  /** How long rspamd's `/stat` may take, and how long it is remembered. */
  readonly statMs: number;
  /** What it may say. */
  readonly statBytes: number;
  /** First pause after a failure; it doubles each time. */
  readonly firstRetryMs: number;
  /** Longest pause before the controller is asked again, whichever message is next. */
  readonly lastControllerRetryMs: number;
  /** Longest pause before one message that keeps failing is sent again. */
  readonly lastMessageRetryMs: number;
  /** Pause after the controller refused the password. */
  readonly holdMs: number;
  /** How often a held bridge looks whether the password file has changed. */
  readonly passwordCheckMs: number;
  /** How long `close()` lets connections of Dovecot finish. */
  readonly closeMs: number;
}

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;
const KIB = 1024;
const GIB = KIB ** 3;

/** The limits that hold when none are given. */
export const defaultLimits: BridgeLimits = Object.freeze({
  headerBytes: 64 * KIB,
  lineBytes: 8 * KIB,
  headerLines: 64,
  messageBytes: 64 * KIB * KIB,
  userBytes: 512,
  connections: 4000,
  readers: 64,
  readerWaitMs: 500,
  backlog: 4096,
  idleMs: 15 * SECOND,
  connectionMs: 120 * SECOND,
  lingerMs: SECOND,
  spoolHeadBytes: 64 * KIB,
  identityBytes: 64 * KIB,
  spoolBytes: 4 * GIB,
  spoolAgeMs: 30 * DAY,
  deadAgeMs: 90 * DAY,
  keepAgeMs: 0,
  keepBytes: GIB,
  halfAgeMs: DAY,
  cleanMs: 60 * SECOND,
  redisMs: 5 * SECOND,
  sharedLookMs: SECOND,
  sharedCheckMs: 300 * SECOND,
  sharedStalledMs: 30 * SECOND,
  lookMs: 5 * SECOND,
  answerBytes: 64 * KIB,
  answerMs: 60 * SECOND,
  controllerReturnMs: 60 * SECOND,
  statMs: 10 * SECOND,
  statBytes: KIB * KIB,
  firstRetryMs: 500,
  lastControllerRetryMs: 30 * SECOND,
  lastMessageRetryMs: 300 * SECOND,
  holdMs: 60 * SECOND,
  passwordCheckMs: SECOND,
  closeMs: 5 * SECOND,
});
