const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;
const KiB = 1024;
const MiB = 1024 * KiB;

/** What a peer may make us hold in memory. Checked before the octets are read. */
export interface WireLimits {
  /** Octets in one line, its line end included. */
  readonly line: number;
  /** Octets in all literals of one command or response together. */
  readonly literal: number;
  /** Octets of a literal above `literal` that are read and thrown away, to stay in step. */
  readonly discard: number;
  /** Atoms, strings and brackets in one command or response. */
  readonly tokens: number;
}

/** Caps and time-outs of a client; times in milliseconds. */
export interface ClientLimits extends WireLimits {
  /** Scripts that LISTSCRIPTS may name. */
  readonly list: number;
  /** Lines of one capability listing. */
  readonly capabilities: number;
  /** Challenges in one AUTHENTICATE. */
  readonly challenges: number;
  /** Octets of commands written whose replies are still to come; one larger command goes alone. */
  readonly inFlight: number;
  /** From the first packet to the server's capabilities, TLS included. */
  readonly connectTime: number;
  /** Silence while a reply is awaited. */
  readonly idleTime: number;
  /** From the moment a reply is the next to come to its end. */
  readonly totalTime: number;
  /** How often commands and replies may be matched again before the connection is closed. */
  readonly resyncs: number;
  /** Rounds of PBKDF2 that a server may ask for with SCRAM: fewer are too easily guessed. */
  readonly leastIterations: number;
  /** More would keep the client busy for seconds. */
  readonly mostIterations: number;
}

/** The client's defaults. */
export const clientLimits: ClientLimits = {
  line: 64 * KiB,
  literal: 16 * MiB,
  discard: 0,
  tokens: 64,
  list: 100_000,
  capabilities: 200,
  challenges: 16,
  inFlight: MiB,
  connectTime: 10 * second,
  idleTime: 60 * second,
  totalTime: 5 * minute,
  resyncs: 16,
  leastIterations: 4096,
  mostIterations: 1_000_000,
};

/** Caps of looking up where a domain's server is. */
export interface DiscoveryLimits {
  /** For the whole look-up, in milliseconds. */
  readonly time: number;
  /** Servers that are looked at. */
  readonly servers: number;
}

/** The defaults of `discover`. */
export const discoveryLimits: DiscoveryLimits = { time: 10 * second, servers: 32 };

/** Caps and times of a pool; times in milliseconds. */
export interface PoolLimits {
  /** Connections at a time. */
  readonly size: number;
  /** Tasks that wait for one; the next is refused. */
  readonly waiting: number;
  /** A connection that was idle for longer is asked whether it lives before it is used. */
  readonly freshTime: number;
  /** How long that answer may take. */
  readonly probeTime: number;
  /** A connection that was idle for longer is closed. */
  readonly idleTime: number;
  /** Attempts to connect, the first included. */
  readonly attempts: number;
  /** Between the first two; it doubles with each that follows. */
  readonly pause: number;
}

/** The defaults of `createPool`. */
export const poolLimits: PoolLimits = {
  size: 4,
  waiting: 10_000,
  freshTime: second,
  probeTime: 5 * second,
  idleTime: 5 * minute,
  attempts: 3,
  pause: 250,
};

/** Caps, quotas and time-outs of the embedded server; times in milliseconds. */
export interface ServerLimits extends WireLimits {
  /** Octets in all literals of one command before login. */
  readonly literalBeforeLogin: number;
  /** Connections at a time; one more gets BYE. */
  readonly connections: number;
  /** Scripts of one user. */
  readonly scripts: number;
  /** Octets of one script. */
  readonly scriptSize: number;
  /** Errors and warnings told about one script. */
  readonly complaints: number;
  /** Bad commands and failed logins before login, at the last of which the server hangs up. */
  readonly badBeforeLogin: number;
  /** Bad commands after login, at the last of which the server hangs up. */
  readonly badAfterLogin: number;
  /** From connecting to being logged in. */
  readonly loginTime: number;
  /** From one reply to the end of the next command: at least 30 minutes (RFC 5804, 1.2). */
  readonly idleTime: number;
  /** How long `close` waits for replies that are being made. */
  readonly closeTime: number;
}

/** The server's defaults. */
export const serverLimits: ServerLimits = {
  line: 64 * KiB,
  literal: MiB + 64 * KiB,
  discard: 16 * MiB,
  tokens: 64,
  literalBeforeLogin: 16 * KiB,
  connections: 1000,
  scripts: 100,
  scriptSize: MiB,
  complaints: 100,
  badBeforeLogin: 3,
  badAfterLogin: 20,
  loginTime: minute,
  idleTime: 30 * minute,
  closeTime: 5 * second,
};

/** Locks between processes that share files; times in milliseconds. */
export const lockLimits: {
  /** How long a lock is awaited that another process holds. */
  readonly wait: number;
  /** The longest pause between two looks. */
  readonly pause: number;
  /** When a lock counts as abandoned whose holder cannot be asked. */
  readonly age: number;
} = { wait: 10 * second, pause: 8, age: minute };

/** Script names, in Unicode characters and in octets of UTF-8 (RFC 5804, 1.6). */
export const nameLimits: {
  /** Characters that the embedded server takes. */
  readonly characters: number;
  /** Octets that the client sends. */
  readonly octets: number;
} = { characters: 128, octets: KiB };

/** Compile errors that are read from one reply of a server. */
export const serverErrorLimit: number = 1000;

/** SCRAM (RFC 5802, 5.1) as kept in the user file. */
export const scramLimits: {
  /** Iterations of a new secret. */
  readonly iterations: number;
  readonly leastIterations: number;
  readonly mostIterations: number;
  /** Octets of a new salt. */
  readonly salt: number;
  /** Octets of what the secrets of users who are not there are made with. */
  readonly decoyKey: number;
} = {
  iterations: 65_536,
  leastIterations: 4096,
  mostIterations: 1_000_000,
  salt: 16,
  decoyKey: 32,
};

/** How long what a private authority signs is valid, in milliseconds. */
export const authorityLimits: {
  /** The authority itself. */
  readonly validity: number;
  /** A certificate it issues, unless asked otherwise. */
  readonly issued: number;
} = { validity: 365 * day, issued: 30 * day };

/** What is read from one account to be deployed over or backed up. */
export const accountLimits: {
  /** Octets of all its scripts together. */
  readonly octets: number;
  /** How often an account is read that changes meanwhile. */
  readonly attempts: number;
} = { octets: 256 * MiB, attempts: 3 };

/** Work on many accounts. */
export const bulkLimits: {
  /** Connections at a time, unless asked otherwise. */
  readonly connections: number;
  /** How long to wait before each new attempt to connect, in milliseconds. */
  readonly retries: readonly number[];
} = { connections: 8, retries: [500, 2 * second] };
