import { join } from 'node:path';
import {
  accountFolder,
  afterDeploy,
  type Client,
  type DeployResult,
  deploy,
  type LastDeploy,
  type Plan,
  planDeploy,
  readSnapshot,
  type Snapshot,
  writeBackup,
} from '@sievekit/managesieve';
import { type ExitCode, Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { type Account, openAccount, type RemoteOptions } from './account.ts';
import { checkLocally, type LocalFinding } from './deploy-check.ts';
import { type LocalScript, readScriptFolder } from './deploy-folder.ts';
import { reportDeploy } from './deploy-report.ts';
import { readLastDeploy, stateFolder, writeLastDeploy } from './deploy-state.ts';
import { interruptible } from './interrupt.ts';
import { startProgress } from './progress.ts';
import { showName } from './show-name.ts';

/** Options of `sievekit remote deploy`. */
export interface DeployOptions extends RemoteOptions {
  readonly activate?: string;
  readonly dryRun?: boolean;
  readonly diff?: boolean;
  readonly prune?: boolean;
  readonly force?: boolean;
}

/**
 * `sievekit remote deploy`: carries a folder of scripts to an account, all of it or nothing.
 *
 * @returns 1 when a script is refused, 2 when a step failed and all is as it was, 3 on a conflict
 */
export async function deployFolder(
  folder: string,
  url: string,
  options: DeployOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const local = await readScriptFolder(folder);
  if (local.size === 0) {
    throw new Failure(`${folder} has no scripts: files whose names end in .sieve.`);
  }
  const account = await openAccount(url, options, terminal);
  const key = `${account.owner}@${account.host}:${account.port}`;
  const last = await readLastDeploy(folder, key);
  const report = await account.session((client) =>
    interruptible(async (signal) => {
      const server = await readSnapshot(client, { signal });
      const plan = makePlan(local, server, last, options);
      const findings = await checkLocally(plan, local, client.capabilities);
      const before = join(stateFolder(folder), 'before');
      const keep = async (): Promise<void> => {
        await writeBackup(accountFolder(before, account.owner), account.owner, server);
      };
      const means = { signal, keep, options, terminal };
      const result = await carryOut(client, plan, findings, account, means);
      return { folder, account: key, before, local, plan, findings, result };
    }),
  );
  if (report.result.outcome === 'done') {
    await writeLastDeploy(folder, key, afterDeploy(report.plan));
  }
  return reportDeploy(report, options, terminal);
}

function makePlan(
  local: ReadonlyMap<string, LocalScript>,
  server: Snapshot,
  last: LastDeploy | null,
  { activate, prune = false, force = false }: DeployOptions,
): Plan {
  const plan = planDeploy({
    local: new Map([...local].map(([name, { bytes }]) => [name, bytes])),
    server,
    last,
    prune,
    force,
    ...(activate === undefined ? {} : { activate: activate.normalize('NFC') }),
  });
  const missing = plan.conflicts.find(({ kind }) => kind === 'active-missing');
  if (missing === undefined) return plan;
  const name = showName(missing.name);
  throw new Failure(
    activate === undefined
      ? `${name} is active on the server and not in the folder, so --prune would stop all filtering. Name another script with --activate.`
      : `There is no script ${name} to activate, neither in the folder nor on the server.`,
  );
}

interface Means {
  readonly signal: AbortSignal;
  /** Keeps what the account holds now on the disk. */
  readonly keep: () => Promise<void>;
  readonly options: DeployOptions;
  readonly terminal: Terminal;
}

async function carryOut(
  client: Client,
  plan: Plan,
  findings: readonly LocalFinding[],
  account: Account,
  { signal, keep, options, terminal }: Means,
): Promise<DeployResult> {
  const hasErrors = findings.some(({ severity }) => severity === 'error');
  // The server has the last word, where it can be asked.
  const canAsk = client.capabilities.version !== '';
  if (hasErrors && !canAsk) return { outcome: 'refused', refusals: [] };
  if (options.dryRun) return await deploy(client, plan, { signal, dryRun: true });
  if (plan.conflicts.length === 0) {
    if (hasErrors) {
      const asked = await deploy(client, plan, { signal, dryRun: true });
      if (asked.outcome !== 'checked') return asked;
    }
    if (changesAnything(plan)) await keep();
  }
  const reconnect = async (): Promise<Client> => {
    const fresh = await account.open();
    await account.logIn(fresh);
    return fresh;
  };
  const total = plan.changes.filter(({ kind }) => kind !== 'same').length;
  const progress = await startProgress('scripts', total, terminal);
  let done = 0;
  const onChange = (): void => progress.update(++done);
  try {
    return await deploy(client, plan, { signal, reconnect, onChange });
  } finally {
    progress.stop();
  }
}

/** What the account held before the last deploy that changed something stays on the disk. */
function changesAnything({ changes, active }: Plan): boolean {
  return active.before !== active.after || changes.some(({ kind }) => kind !== 'same');
}
