import { resolve } from 'node:path';
import { bridgeConfigSchema, isBridgeError, startBridge } from '@sievekit/rspamd-bridge';
import { checkSettings, readSection } from '../config.ts';
import { Failure } from '../failure.ts';
import { closeOnSignal } from '../signal.ts';

/** Options of `sievekit bridge serve`; each overrides the configuration file. */
export interface BridgeOptions {
  readonly config?: string;
  readonly socket?: string;
  readonly spool?: string;
  readonly rspamd?: string;
  readonly passwordFile?: string;
}

/**
 * `sievekit bridge serve`: runs until Ctrl-C or SIGTERM.
 *
 * @throws {Failure} when it cannot start
 */
export async function serveBridge({ config: path, ...options }: BridgeOptions): Promise<void> {
  const section = path ? await readSection(path, 'bridge') : null;
  if (!section) requireOptions(options);
  const settings = { ...section?.settings, ...resolvePaths(options) };
  const config = checkSettings(bridgeConfigSchema, settings, section);
  try {
    const bridge = await startBridge(config);
    await closeOnSignal(() => bridge.close());
  } catch (error) {
    if (!isBridgeError(error)) throw error;
    throw new Failure(error.message, { cause: error });
  }
}

/** Paths on the command line are relative to where it was typed. */
function resolvePaths({ rspamd, ...paths }: BridgeOptions): Record<string, string> {
  const entries = Object.entries(paths).map(([name, path]) => [name, resolve(path)]);
  return { ...Object.fromEntries(entries), ...(rspamd && { rspamd }) };
}

function requireOptions({ socket, spool, rspamd }: BridgeOptions): void {
  if (socket && spool && rspamd) return;
  throw new Failure(
    'The bridge needs --socket, --spool and --rspamd, or a configuration file (--config FILE).',
  );
}
