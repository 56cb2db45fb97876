export {
  type BackupSummary,
  backUpAccount,
  type RestoreOptions,
  restoreAccount,
  saveAccount,
} from './backup/account.ts';
export { type BulkOptions, type BulkOutcome, forEachAccount, type Rest } from './backup/bulk.ts';
export {
  type AccountBackup,
  accountFolder,
  listBackups,
  readBackup,
  writeBackup,
} from './backup/folder.ts';
export {
  type Journal,
  type JournalEntry,
  type JournalOptions,
  openJournal,
} from './backup/journal.ts';
export type { Client } from './client/client.ts';
export type { Judgement } from './client/command/judgement.ts';
export { connect } from './client/connect.ts';
export { connectAs } from './client/connect-as.ts';
export {
  type DiscoverOptions,
  discover,
  type ServerAddress,
  type SrvResolver,
} from './client/discover.ts';
export type { CallOptions, ConnectOptions, LoginOptions } from './client/option.ts';
export { createPool, type Pool, type PoolOptions } from './client/pool.ts';
export type { CertificateInfo, ConnectionSecurity } from './client/security.ts';
export {
  type DeployOptions,
  type DeployResult,
  deploy,
  type Verdict,
} from './deploy/deploy.ts';
export {
  afterDeploy,
  type Change,
  type Conflict,
  type LastDeploy,
  type Plan,
  type PlanInput,
  planDeploy,
} from './deploy/plan.ts';
export type { Leftover } from './deploy/roll-back.ts';
export { readSnapshot, type Snapshot, type SnapshotOptions } from './deploy/snapshot.ts';
export { type ErrorCode, isManageSieveError, ManageSieveError } from './error.ts';
export {
  type ClientLimits,
  clientLimits,
  type DiscoveryLimits,
  discoveryLimits,
  type PoolLimits,
  poolLimits,
  type ServerLimits,
  serverLimits,
} from './limits.ts';
export type { Capabilities } from './protocol/capability.ts';
export { toPrintable } from './protocol/printable.ts';
export { isResponseCode, type KnownResponseCode, type ResponseCode } from './protocol/response.ts';
export { type ResponseMeaning, readResponseMeaning } from './protocol/response-meaning.ts';
export { findNameFault, findStoredNameFault } from './protocol/script-name.ts';
export { parseServerErrors, type ServerError } from './protocol/server-error.ts';
export {
  defaultPort,
  formatSieveUrl,
  parseSieveUrl,
  type SieveUrl,
} from './protocol/sieve-url.ts';
export type { Credentials } from './sasl/mechanism.ts';
export type { CheckResult, Complaint, ServerOptions } from './server/config.ts';
export { Refusal } from './server/refusal.ts';
export { createServer, type Server } from './server/server.ts';
export {
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from './server/start-test-server.ts';
export { createFileStore } from './server/store/file-store.ts';
export { createMemoryStore } from './server/store/memory-store.ts';
export type { ScriptStore, StoredScript } from './server/store/store.ts';
export { createMemoryUsers, type TestUser } from './server/user/memory-users.ts';
export { createUserFile, type UserFile } from './server/user/user-file.ts';
export type { Users } from './server/user/users.ts';
export type { ScriptEntry } from './wire/read-script-entry.ts';
