// A bridge of its own process, to be killed: prints READY and its process id once it listens.
import { startBridge } from '@sievekit/rspamd-bridge';

const [socket, spool, rspamd, settle = 0, more = '{}'] = process.argv.slice(2);
const ignore = () => {};
const logger = { info: ignore, warn: ignore, error: ignore };
const { limits, ...config } = JSON.parse(more);
await startBridge(
  { socket, spool, rspamd: new URL(rspamd), settle: Number(settle), ...config },
  { logger, limits: { firstRetryMs: 50, lastControllerRetryMs: 100, ...limits } },
);
console.log(`READY ${process.pid}`);
