import type { Client } from '../client/client.ts';
import type { CallOptions } from '../client/option.ts';
import { isManageSieveError, ManageSieveError } from '../error.ts';
import { type Change, type Conflict, isIdle, isSame, type Plan } from './plan.ts';
import { type Leftover, rollBack } from './roll-back.ts';
import { readSnapshot, type Snapshot } from './snapshot.ts';

/** A script that the server does not take, or warns of. */
export interface Verdict {
  readonly name: string;
  /** The server's own words, for `parseServerErrors`. */
  readonly text: string;
}

/**
 * How it went:
 * - `done`: the account is as planned, and was read back
 * - `checked`: the server would take all scripts; nothing changed, since it was a dry run
 * - `conflict`, `refused`: nothing changed
 * - `undone`: a step failed, and all is as it was
 * - `broken`: a step failed, and what `leftovers` names could not be put back
 */
export type DeployResult =
  | { readonly outcome: 'done' | 'checked'; readonly warnings: readonly Verdict[] }
  | { readonly outcome: 'conflict'; readonly conflicts: readonly Conflict[] }
  | { readonly outcome: 'refused'; readonly refusals: readonly Verdict[] }
  | { readonly outcome: 'undone'; readonly error: ManageSieveError }
  | {
      readonly outcome: 'broken';
      readonly error: ManageSieveError;
      readonly leftovers: readonly Leftover[];
    };

/** How to carry out a plan. */
export interface DeployOptions extends CallOptions {
  /** Only ask the server whether it would take the scripts. */
  readonly dryRun?: boolean;
  /** Called with each script when it has been stored or deleted. */
  readonly onChange?: (name: string) => void;
  /** Gives a new connection, logged in, to put things back when the first one broke. */
  readonly reconnect?: () => Promise<Client>;
}

/**
 * Carries out a plan: CHECKSCRIPT for what changes, one more look at the account, PUTSCRIPT
 * pipelined with the active script last, DELETESCRIPT, all read back and compared, SETACTIVE. When
 * a step fails, what was changed is put back. ManageSieve has neither locks nor transactions:
 * between the first PUTSCRIPT and the SETACTIVE a mail may meet new scripts beside old ones, and
 * what somebody else writes in the moment between our look and our PUTSCRIPT is lost.
 *
 * @throws ManageSieveError when it failed before anything was changed
 */
export async function deploy(
  client: Client,
  plan: Plan,
  options: DeployOptions = {},
): Promise<DeployResult> {
  if (plan.conflicts.length > 0) return { outcome: 'conflict', conflicts: plan.conflicts };
  const { refusals, warnings } = await judge(client, plan, options);
  if (refusals.length > 0) return { outcome: 'refused', refusals };
  if (options.dryRun) return { outcome: 'checked', warnings };
  if (isIdle(plan)) return { outcome: 'done', warnings };
  const conflicts = await findMoved(client, plan, options);
  if (conflicts.length > 0) return { outcome: 'conflict', conflicts };
  try {
    await apply(client, plan, options);
  } catch (error) {
    if (!isManageSieveError(error)) throw error;
    const leftovers = await undo(client, plan, options);
    return leftovers.length === 0
      ? { outcome: 'undone', error }
      : { outcome: 'broken', error, leftovers };
  }
  return { outcome: 'done', warnings };
}

const isWritten = ({ kind }: Change): boolean => kind === 'create' || kind === 'update';

async function judge(
  client: Client,
  plan: Plan,
  { signal }: DeployOptions,
): Promise<{ refusals: Verdict[]; warnings: Verdict[] }> {
  const refusals: Verdict[] = [];
  const warnings: Verdict[] = [];
  // Servers older than RFC 5804 have no CHECKSCRIPT; their PUTSCRIPT checks all the same.
  if (client.capabilities.version === '') return { refusals, warnings };
  await settle(
    plan.changes.filter(isWritten).map(async ({ name, after }) => {
      try {
        const judgement = await client.checkScript(after ?? new Uint8Array(), toCall(signal));
        if (judgement.warnings !== null) warnings.push({ name, text: judgement.warnings });
      } catch (error) {
        if (!isManageSieveError(error) || error.code !== 'no') throw error;
        refusals.push({ name, text: error.text ?? error.message });
      }
    }),
  );
  return { refusals, warnings };
}

/** Somebody may have been at the account since the plan was made. */
async function findMoved(
  client: Client,
  plan: Plan,
  { signal }: DeployOptions,
): Promise<Conflict[]> {
  const touched = plan.changes.filter(({ kind }) => kind !== 'same');
  const now = await readTouched(client, plan, signal);
  const moved: Conflict[] = touched
    .filter(({ name, before }) => !isSame(before, now.scripts.get(name) ?? null))
    .map(({ name, before }) => ({ name, kind: nameMove(before, now.scripts.has(name)) }));
  if (now.active !== plan.active.before) {
    moved.push({ name: now.active ?? '', kind: 'active-changed' });
  }
  return moved;
}

function nameMove(before: Uint8Array | null, isThere: boolean): Conflict['kind'] {
  if (before === null) return 'unknown';
  return isThere ? 'changed' : 'deleted';
}

async function apply(client: Client, plan: Plan, options: DeployOptions): Promise<void> {
  const { signal, onChange } = options;
  const call = toCall(signal);
  const { before: wasActive, after: active } = plan.active;
  const remove = async (name: string): Promise<void> => {
    await client.deleteScript(name, call);
    onChange?.(name);
  };
  const written = plan.changes.filter(isWritten);
  const activeLast = [
    ...written.filter(({ name }) => name !== active),
    ...written.filter(({ name }) => name === active),
  ];
  await settle(
    activeLast.map(async ({ name, after }) => {
      await client.putScript(name, after ?? new Uint8Array(), call);
      onChange?.(name);
    }),
  );
  const deleted = plan.changes.filter(({ kind }) => kind === 'delete').map(({ name }) => name);
  await settle(deleted.filter((name) => name !== wasActive).map(remove));
  await compare(client, plan, signal);
  if (active !== wasActive) await client.setActive(active ?? '', call);
  if (wasActive !== null && deleted.includes(wasActive)) await remove(wasActive);
  await confirmActive(client, plan, signal);
}

async function compare(client: Client, plan: Plan, signal: AbortSignal | undefined): Promise<void> {
  const now = await readTouched(client, plan, signal);
  const isLate = (name: string): boolean => name === plan.active.before;
  const other = plan.changes.find(
    ({ kind, name, after }) =>
      kind !== 'same' &&
      !(kind === 'delete' && isLate(name)) &&
      !isSame(after, now.scripts.get(name) ?? null),
  );
  if (other === undefined) return;
  throw new ManageSieveError(
    'protocol',
    `The server does not hold ${JSON.stringify(other.name)} as it was sent.`,
  );
}

async function confirmActive(
  client: Client,
  plan: Plan,
  signal: AbortSignal | undefined,
): Promise<void> {
  const entries = await client.listScripts(toCall(signal));
  const active = entries.find((entry) => entry.active)?.name ?? null;
  if (active === plan.active.after) return;
  throw new ManageSieveError(
    'protocol',
    `The server took SETACTIVE, and yet ${active === null ? 'no script' : JSON.stringify(active)} is active.`,
  );
}

async function undo(
  client: Client,
  plan: Plan,
  { reconnect }: DeployOptions,
): Promise<readonly Leftover[]> {
  const fresh = client.open ? null : await reconnect?.().catch(() => null);
  const usable = client.open ? client : fresh;
  if (!usable) {
    const why = 'the connection is gone';
    return plan.changes
      .filter(({ kind }) => kind !== 'same')
      .map(({ name, before }) => ({ name, before, why }));
  }
  try {
    return await rollBack(usable, plan);
  } finally {
    await fresh?.logout();
  }
}

function readTouched(
  client: Client,
  plan: Plan,
  signal: AbortSignal | undefined,
): Promise<Snapshot> {
  const touched = new Set(
    plan.changes.filter(({ kind }) => kind !== 'same').map(({ name }) => name),
  );
  return readSnapshot(client, { ...toCall(signal), wants: (name) => touched.has(name) });
}

/** Waits for all, so that nothing is under way when one has failed. */
async function settle(calls: readonly Promise<void>[]): Promise<void> {
  const settled = await Promise.allSettled(calls);
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

function toCall(signal: AbortSignal | undefined): CallOptions {
  return signal === undefined ? {} : { signal };
}
