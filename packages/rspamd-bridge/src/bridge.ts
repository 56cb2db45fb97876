import * as v from 'valibot';
import { type BridgeConfig, bridgeConfigSchema } from './config.ts';
import { createController } from './controller/controller.ts';
import { createLearnedTotal, type LearnedTotal } from './controller/learned-total.ts';
import { createPasswordFile, type Password } from './controller/password.ts';
import { BridgeError } from './error.ts';
import { openHttp } from './http/http-server.ts';
import { createRoutes } from './http/route.ts';
import { prepareIncoming, takeIncoming } from './incoming.ts';
import { type BridgeLimits, defaultLimits } from './limits.ts';
import { type BridgeLogger, createLogger } from './log.ts';
import { reportBroken, startLooking } from './look.ts';
import { createMemory, type Memory } from './memory.ts';
import { createMetrics } from './metrics/metrics.ts';
import type { Intake } from './script-socket/connection.ts';
import { openScriptSocket } from './script-socket/server.ts';
import type { SharedWorker } from './shared/shared-worker.ts';
import { findGroup } from './socket-file/socket-group.ts';
import { readOrigin } from './spool/origin.ts';
import { openSpool, type Spool } from './spool/spool.ts';
import type { BridgeReport, BridgeStatus } from './status.ts';
import { createWorker, type Worker, type WorkerOptions } from './worker/worker.ts';

const DAY_MS = 24 * 3_600_000;

/** A running bridge. */
export interface Bridge {
  status(): BridgeStatus;
  /** The port of metrics, health and status; null where no address is configured. */
  readonly httpPort: number | null;
  /**
   * Takes no more messages, waits for those under way, and removes the socket. What is not learned
   * yet stays in the spool. May be called twice.
   */
  close(): Promise<void>;
}

/** What a program may hand in beside the configuration. */
export interface BridgeOptions {
  /** Default: pino, JSON lines on standard output. */
  readonly logger?: BridgeLogger;
  /** Caps and time-outs that differ from {@link defaultLimits}. */
  readonly limits?: Partial<BridgeLimits>;
}

/**
 * Starts the daemon: takes messages from Dovecot on a UNIX socket, keeps them on disk, and has
 * rspamd learn them.
 *
 * @throws BridgeError `config`, `password`, `spool`, `socket`, or `in-use` when another one runs
 */
export async function startBridge(
  config: BridgeConfig,
  options: BridgeOptions = {},
): Promise<Bridge> {
  const settings = check(config);
  const limits = { ...defaultLimits, ...configuredLimits(settings), ...options.limits };
  const log = options.logger ?? createLogger();
  const { add, close } = createCloser();
  try {
    const { socket: path, socketGroup: group, spool: folder } = settings;
    const metrics = createMetrics();
    const password = await openPassword(settings.passwordFile);
    const spool = await openSpool(folder, limits);
    add(spool.close);
    await prepareIncoming(folder, group === undefined ? null : await findGroup(group));
    const working = {
      shelf: spool,
      controller: createController({
        urls: [settings.rspamd].flat(),
        password,
        learn: settings,
        limits,
      }),
      concurrency: settings.concurrency ?? 4,
      settleMs: (settings.settle ?? 30) * 1000,
      quota: settings.quota ?? 0,
      limits,
      log,
      observer: metrics,
    };
    const worker = await createAnyWorker(settings, working);
    add(worker.close);
    spool.recovered.forEach(worker.add); // before any that comes now
    const memory = createMemory();
    add(async () => memory.close());
    memory.used(spool.recovered.length);
    const intake = createIntake(spool, worker, memory);
    const look = await startLooking(
      () => lookThrough({ folder, spool, intake, limits, log }),
      limits.lookMs,
      log,
    );
    add(look.close);
    const cleaning = await startLooking(() => clean(spool, log), limits.cleanMs, log);
    add(cleaning.close);
    const door = await openScriptSocket({ path, group, intake, limits, log, observer: metrics });
    add(door.close);
    const status = (): BridgeStatus => ({ ...worker.status(), connections: door.connections() });
    const total = createLearnedTotal([settings.rspamd].flat(), password, limits);
    const report = createReport({ settings, status, spool, worker, total });
    const routes = createRoutes({ metrics, report, probe: spool.probe });
    const http = settings.http === undefined ? null : await openHttp(settings.http, routes);
    if (http !== null) add(http.close);
    announce(log, path, spool);
    return {
      status,
      httpPort: http?.port ?? null,
      close: async () => {
        if (await close()) log.info({ waiting: worker.status().waiting }, 'stopped');
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Closes what was opened, the last first; once, however often it is asked. */
function createCloser(): {
  add(close: () => Promise<void>): void;
  /** Whether this call was the first. */
  close(): Promise<boolean>;
} {
  const opened: (() => Promise<void>)[] = [];
  let closing: Promise<void> | null = null;
  async function closeAll(): Promise<void> {
    for (const close of opened.reverse()) await close();
  }
  return {
    add: (close) => void opened.push(close),
    async close() {
      const isFirst = closing === null;
      closing ??= closeAll();
      await closing;
      return isFirst;
    },
  };
}

interface Looked {
  readonly folder: string;
  readonly spool: Spool;
  readonly intake: Intake;
  readonly limits: BridgeLimits;
  readonly log: BridgeLogger;
}

async function lookThrough({ folder, spool, intake, limits, log }: Looked): Promise<void> {
  const found = await spool.findNew();
  reportBroken(log, found.broken);
  found.entries.forEach(intake.accept);
  await takeIncoming(folder, intake, limits, log);
}

function createIntake(spool: Spool, worker: Worker, memory: Memory): Intake {
  return {
    begin: spool.begin,
    accept(entry) {
      worker.add(entry);
      memory.used(1);
    },
  };
}

interface Reported {
  readonly settings: BridgeConfig;
  readonly spool: Spool;
  readonly worker: SharedWorker;
  status(): BridgeStatus;
  total(): Promise<LearnedTotal | null>;
}

function createReport(reported: Reported): () => Promise<BridgeReport> {
  const { settings, spool, worker, status, total } = reported;
  return async () => ({
    ...status(),
    spoolBytes: spool.bytes(),
    deadLetters: await spool.countDead(),
    rspamd: await total(),
    minLearns: settings.minLearns ?? 200,
    shared: await worker.shared(),
  });
}

/** Loaded where it is configured: most have one machine. */
async function createAnyWorker(
  { redis, redisPasswordFile, spool: folder }: BridgeConfig,
  options: WorkerOptions & { readonly shelf: Spool },
): Promise<SharedWorker> {
  if (redis === undefined) return { ...createWorker(options), shared: async () => null };
  const { createSharedWorker } = await import('./shared/shared-worker.ts');
  const place = { url: redis, passwordFile: redisPasswordFile };
  return createSharedWorker({ ...options, place, origin: await readOrigin(folder) });
}

async function clean(spool: Spool, log: BridgeLogger): Promise<void> {
  const { dead, halves, kept } = await spool.clean();
  for (const id of dead) log.warn({ id }, 'a dead letter is removed: it was too old');
  if (halves > 0) log.warn({ halves }, 'halves of messages are removed from incoming');
  if (kept > 0) log.info({ kept }, 'what was learned is kept no longer');
}

function configuredLimits(config: BridgeConfig): Partial<BridgeLimits> {
  const { maxAgeDays, maxSpoolMegabytes, deadDays, keepDays } = config;
  return {
    ...(deadDays !== undefined && { deadAgeMs: deadDays * DAY_MS }),
    ...(keepDays !== undefined && { keepAgeMs: keepDays * DAY_MS }),
    ...(maxAgeDays !== undefined && { spoolAgeMs: maxAgeDays * DAY_MS }),
    ...(maxSpoolMegabytes !== undefined && { spoolBytes: maxSpoolMegabytes * 1024 ** 2 }),
  };
}

function check(config: BridgeConfig): BridgeConfig {
  const parsed = v.safeParse(bridgeConfigSchema, config);
  if (parsed.success) return parsed.output;
  throw new BridgeError('config', parsed.issues.map(({ message }) => message).join('; '));
}

async function openPassword(path: string | undefined): Promise<Password | null> {
  if (path === undefined) return null;
  const password = createPasswordFile(path);
  await password.read(); // now rather than at the first message
  return password;
}

function announce(log: BridgeLogger, socket: string, spool: Spool): void {
  reportBroken(log, spool.broken);
  log.info({ socket, waiting: spool.recovered.length, unfinished: spool.unfinished }, 'listening');
}
