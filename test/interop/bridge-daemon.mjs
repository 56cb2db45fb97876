// A bridge of its own process, to be killed: prints READY once it listens.
import { startBridge } from '@sievekit/rspamd-bridge';

const [socket, spool, rspamd, settle = 0] = process.argv.slice(2);
const ignore = () => {};
const logger = { info: ignore, warn: ignore, error: ignore };
await startBridge(
  { socket, spool, rspamd: new URL(rspamd), settle: Number(settle) },
  { logger, limits: { firstRetryMs: 50, lastControllerRetryMs: 100 } },
);
console.log('READY');
