import { messageOf } from '../error.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { BridgeReport } from '../status.ts';
import type { HttpAnswer, HttpRoutes } from './http-server.ts';

/** What the routes ask. */
export interface Watched {
  readonly metrics: Metrics;
  report(): Promise<BridgeReport>;
  /** Writes to the spool, and throws when it cannot. */
  probe(): Promise<void>;
}

/**
 * - `/healthz`: 200 when a message could be taken now: the spool has just been written to
 * - `/readyz`: 200 when the controller takes what is sent, too
 * - `/metrics`: for Prometheus
 * - `/status`: a {@link BridgeReport}
 */
export function createRoutes({ metrics, report, probe }: Watched): HttpRoutes {
  async function check(): Promise<string> {
    return probe().then(
      () => 'ok',
      (error: unknown) => messageOf(error),
    );
  }
  return {
    '/healthz': async () => {
      const spool = await check();
      return json(spool === 'ok' ? 200 : 503, { spool });
    },
    '/readyz': async () => {
      const [spool, { state }] = [await check(), await report()];
      const isReady = spool === 'ok' && state === 'open';
      return json(isReady ? 200 : 503, { spool, controller: state });
    },
    '/status': async () => json(200, await report()),
    '/metrics': async () => ({
      status: 200,
      contentType: metrics.contentType,
      body: await metrics.render(await report()),
    }),
  };
}

function json(status: number, value: object): HttpAnswer {
  return { status, contentType: 'application/json', body: `${JSON.stringify(value)}\n` };
}
