import { createHash } from 'node:crypto';
import type { Snapshot } from './snapshot.ts';

/** What the last deploy left on an account: enough to see that somebody changed it since. */
export interface LastDeploy {
  /** The SHA-256 of each script, in hexadecimal. */
  readonly scripts: Readonly<Record<string, string>>;
  readonly active: string | null;
}

/** What becomes of one script. */
export interface Change {
  readonly name: string;
  readonly kind: 'create' | 'update' | 'delete' | 'same';
  /** What the server holds; `null` where it has none of that name. */
  readonly before: Uint8Array | null;
  /** What it shall hold. */
  readonly after: Uint8Array | null;
}

/**
 * What keeps a plan from being carried out:
 * - `changed`, `deleted`: somebody did that on the server since the last deploy
 * - `unknown`: the last deploy knows nothing of it (or there was none)
 * - `active-changed`: another script was made active since; `name` is that one, empty for none
 * - `active-missing`: the script that is to be active would not be there; not to be forced
 */
export interface Conflict {
  readonly name: string;
  readonly kind: 'changed' | 'deleted' | 'unknown' | 'active-changed' | 'active-missing';
}

/** From what an account holds to what it shall hold. */
export interface Plan {
  /** By name, by code units. */
  readonly changes: readonly Change[];
  readonly active: { readonly before: string | null; readonly after: string | null };
  readonly conflicts: readonly Conflict[];
  /** Scripts of the server that are not in the folder and stay. */
  readonly left: readonly string[];
}

/** What to plan from. */
export interface PlanInput {
  /** What shall be there, by name. */
  readonly local: ReadonlyMap<string, Uint8Array>;
  /** With all scripts of `local`, and with all at all when it is to be pruned. */
  readonly server: Snapshot;
  /** `null` when this is the first time. */
  readonly last: LastDeploy | null;
  /** Delete what is not in `local`. */
  readonly prune?: boolean;
  /** The script to activate; `null` for none. Default: the one that is active stays so. */
  readonly activate?: string | null;
  /** Overwrite what somebody changed on the server. */
  readonly force?: boolean;
}

/** Compares what is there with what shall be, and with what the last deploy left. Pure. */
export function planDeploy(input: PlanInput): Plan {
  const changes: Change[] = [];
  const conflicts: Conflict[] = [];
  for (const [name, after] of input.local) {
    const before = input.server.scripts.get(name) ?? null;
    changes.push({ name, kind: kindOf(before, after), before, after });
    const kind = findConflict(name, before, after, input.last);
    if (kind !== null) conflicts.push({ name, kind });
  }
  const strangers = input.server.names.filter((name) => !input.local.has(name));
  if (input.prune) {
    for (const name of strangers) {
      const before = input.server.scripts.get(name) ?? new Uint8Array();
      changes.push({ name, kind: 'delete', before, after: null });
      const kind = findConflict(name, before, null, input.last);
      if (kind !== null) conflicts.push({ name, kind });
    }
  }
  const { active } = input.server;
  const wanted = input.activate === undefined ? active : input.activate;
  const stays = (name: string): boolean => !input.prune && strangers.includes(name);
  const missing: Conflict[] =
    wanted === null || input.local.has(wanted) || stays(wanted)
      ? []
      : [{ name: wanted, kind: 'active-missing' }];
  return {
    changes: changes.sort((a, b) => (a.name < b.name ? -1 : 1)),
    active: { before: active, after: wanted },
    conflicts: [...(input.force ? [] : [...conflicts, ...findSwitch(input)]), ...missing],
    left: input.prune ? [] : strangers,
  };
}

/** Whether there is nothing to do. */
export function isIdle({ changes, active }: Plan): boolean {
  return active.before === active.after && changes.every(({ kind }) => kind === 'same');
}

/** The SHA-256 of a script, in hexadecimal. */
export function digest(script: Uint8Array): string {
  return createHash('sha256').update(script).digest('hex');
}

/** What the account holds when a plan was carried out, for the next one. */
export function afterDeploy(plan: Plan): LastDeploy {
  const kept = plan.changes.flatMap(({ name, after }) =>
    after === null ? [] : [[name, digest(after)] as const],
  );
  return { scripts: Object.fromEntries(kept), active: plan.active.after };
}

function kindOf(before: Uint8Array | null, after: Uint8Array): Change['kind'] {
  if (before === null) return 'create';
  return isSame(before, after) ? 'same' : 'update';
}

/** Whether two scripts, or the lack of them, are alike. */
export function isSame(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === null || b === null) return a === b;
  return Buffer.compare(a, b) === 0;
}

function findConflict(
  name: string,
  before: Uint8Array | null,
  after: Uint8Array | null,
  last: LastDeploy | null,
): Conflict['kind'] | null {
  if (isSame(before, after)) return null;
  const known = last !== null && Object.hasOwn(last.scripts, name) ? last.scripts[name] : undefined;
  if (before === null) return known === undefined ? null : 'deleted';
  if (known === undefined) return 'unknown';
  return known === digest(before) ? null : 'changed';
}

function findSwitch({ server, last, activate }: PlanInput): Conflict[] {
  const moved = last !== null && last.active !== server.active && activate !== server.active;
  if (!moved || activate === undefined) return [];
  return [{ name: server.active ?? '', kind: 'active-changed' }];
}
