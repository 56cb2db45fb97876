import { isBridgeError, startBridge } from '@sievekit/rspamd-bridge';
import { Failure } from '../failure.ts';
import { closeOnSignal } from '../signal.ts';
import { type BridgeOptions, readBridgeSettings } from './bridge-settings.ts';

/**
 * `sievekit bridge serve`: runs until Ctrl-C or SIGTERM.
 *
 * @throws {Failure} when it cannot start
 */
export async function serveBridge(options: BridgeOptions): Promise<void> {
  const config = await readBridgeSettings(options);
  try {
    const bridge = await startBridge(config);
    await closeOnSignal(() => bridge.close());
  } catch (error) {
    if (!isBridgeError(error)) throw error;
    throw new Failure(error.message, { cause: error });
  }
}
