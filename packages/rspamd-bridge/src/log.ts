import { type Logger, pino } from 'pino';

/** What the bridge asks of a logger: three levels, fields first, as pino has them. */
export type BridgeLogger = Pick<Logger, 'info' | 'warn' | 'error'>;

/** JSON lines on standard output. */
export function createLogger(): BridgeLogger {
  return pino({ name: 'sievekit-bridge', base: { pid: process.pid } });
}
