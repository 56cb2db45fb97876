import * as v from 'valibot';
import { type BridgeConfig, bridgeConfigSchema } from './config.ts';
import { createController } from './controller/controller.ts';
import { createPasswordFile, type Password } from './controller/password.ts';
import { BridgeError } from './error.ts';
import { type BridgeLimits, defaultLimits } from './limits.ts';
import { type BridgeLogger, createLogger } from './log.ts';
import { lookForNew, reportBroken } from './look.ts';
import { openScriptSocket } from './script-socket/server.ts';
import { openSpool, type Spool } from './spool/spool.ts';
import { createWorker, type WorkerStatus } from './worker/worker.ts';

/** What a running bridge says of itself. */
export interface BridgeStatus extends WorkerStatus {
  /** Connections of Dovecot being served now. */
  readonly connections: number;
}

/** A running bridge. */
export interface Bridge {
  status(): BridgeStatus;
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
  const checked = check(config);
  const {
    socket,
    spool: folder,
    rspamd,
    passwordFile,
    socketGroup,
    concurrency = 4,
    settle = 30,
    quota = 0,
    maxAgeDays,
    maxSpoolMegabytes,
  } = checked;
  const limits = {
    ...defaultLimits,
    ...(maxAgeDays && { spoolAgeMs: maxAgeDays * 24 * 3_600_000 }),
    ...(maxSpoolMegabytes && { spoolBytes: maxSpoolMegabytes * 1024 ** 2 }),
    ...options.limits,
  };
  const log = options.logger ?? createLogger();
  const password = await openPassword(passwordFile);
  const spool = await openSpool(folder, limits);
  const controller = createController({
    urls: [rspamd].flat(),
    password,
    learn: checked,
    limits,
  });
  const worker = createWorker({
    shelf: spool,
    controller,
    concurrency,
    settleMs: settle * 1000,
    quota,
    limits,
    log,
  });
  for (const entry of spool.recovered) worker.add(entry); // before any that comes now
  const door = await openScriptSocket({
    path: socket,
    group: socketGroup,
    intake: { begin: spool.begin, accept: worker.add },
    limits,
    log,
  }).catch(async (error) => {
    await worker.close();
    await spool.close();
    throw error;
  });
  announce(log, socket, spool);
  const stopLooking = lookForNew(spool, worker, limits, log);

  let closing: Promise<void> | null = null;
  async function close(): Promise<void> {
    await door.close();
    await stopLooking();
    await worker.close();
    await spool.close();
    log.info({ waiting: worker.status().waiting }, 'stopped');
  }
  return {
    status: () => ({ ...worker.status(), connections: door.connections() }),
    close: () => {
      closing ??= close();
      return closing;
    },
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
