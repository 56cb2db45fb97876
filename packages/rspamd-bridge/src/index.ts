export { type Bridge, type BridgeOptions, startBridge } from './bridge.ts';
export { type BridgeConfig, bridgeConfigSchema } from './config.ts';
export type { LearnedTotal } from './controller/learned-total.ts';
export { BridgeError, type BridgeErrorCode, isBridgeError } from './error.ts';
export type { Cause, Learning, Verdict } from './learning.ts';
export { type BridgeLimits, defaultLimits } from './limits.ts';
export type { BridgeLogger } from './log.ts';
export { chooseMessages, type ReplayChoice } from './replay/choose.ts';
export { listMaildir } from './replay/maildir.ts';
export type { ReplayMessage } from './replay/message.ts';
export { type ReplayOptions, type ReplayResult, replayMessages } from './replay/replay.ts';
export { openSharedSpool, type SharedSpool } from './shared/shared-spool.ts';
export type { SharedStatus } from './shared/shared-worker.ts';
export { bridgeScriptUrl, emergencySpoolerUrl, spamScriptUrl } from './sieve-script.ts';
export {
  dropSpooled,
  listSpool,
  openSpooled,
  retryDead,
  type SpooledMessage,
} from './spool/inspect.ts';
export { type Learned, type LearnedFilter, listLearned, teachAgain } from './spool/teach-again.ts';
export type { BridgeReport, BridgeStatus } from './status.ts';
export type { GateState } from './worker/gate.ts';
export type { Tally } from './worker/tally.ts';
export type { WorkerStatus } from './worker/worker.ts';
