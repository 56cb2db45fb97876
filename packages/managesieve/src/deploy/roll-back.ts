import type { Client } from '../client/client.ts';
import { isManageSieveError } from '../error.ts';
import { type Change, isSame, type Plan } from './plan.ts';
import { readSnapshot, type Snapshot } from './snapshot.ts';

/** What could not be put back. */
export interface Leftover {
  /** The script; empty when it is the mark of which one is active. */
  readonly name: string;
  /** What it was before; `null` when there was none. */
  readonly before: Uint8Array | null;
  readonly why: string;
}

/**
 * Makes an account what it was before a plan was begun, wherever it stopped: looks at what is
 * there now, and puts back what differs. What is neither the old nor the new text, blanks and line
 * ends aside, was written by somebody else meanwhile, and stays.
 *
 * @returns what could not be put back; never throws for a failing server
 */
export async function rollBack(client: Client, plan: Plan): Promise<Leftover[]> {
  const touched = plan.changes.filter(({ kind }) => kind !== 'same');
  const names = new Set(touched.map(({ name }) => name));
  const leftovers: Leftover[] = [];
  let now: Snapshot;
  try {
    now = await readSnapshot(client, { wants: (name) => names.has(name) });
  } catch (error) {
    return touched.map(({ name, before }) => ({ name, before, why: explain(error) }));
  }
  const attempt = async (change: Omit<Change, 'kind' | 'after'>, step: Promise<unknown>) => {
    try {
      await step;
    } catch (error) {
      leftovers.push({ name: change.name, before: change.before, why: explain(error) });
    }
  };
  const changed = touched.filter(({ name, before }) => !isSame(before, at(now, name)));
  const ours = changed.filter(({ name, after }) => isOurs(after, at(now, name)));
  for (const { name, before } of changed.filter((change) => !ours.includes(change))) {
    leftovers.push({ name, before, why: 'somebody else has changed it meanwhile' });
  }
  await Promise.all(
    ours
      .filter(({ before }) => before !== null)
      .map((one) => attempt(one, client.putScript(one.name, one.before ?? new Uint8Array()))),
  );
  const { before: active, after: wanted } = plan.active;
  if (now.active !== active && now.active === wanted) {
    await attempt({ name: '', before: null }, client.setActive(active ?? ''));
  }
  await Promise.all(
    ours
      .filter(({ before }) => before === null)
      .map((one) => attempt(one, client.deleteScript(one.name))),
  );
  return leftovers;
}

function at(snapshot: Snapshot, name: string): Uint8Array | null {
  return snapshot.scripts.get(name) ?? null;
}

/** A server may have changed line ends or cut off blanks. */
function isOurs(sent: Uint8Array | null, found: Uint8Array | null): boolean {
  if (sent === null || found === null) return sent === found;
  const squeeze = (script: Uint8Array): string =>
    Buffer.from(script).toString('latin1').replace(/\s+/g, '');
  return isSame(sent, found) || squeeze(sent) === squeeze(found);
}

function explain(error: unknown): string {
  if (!isManageSieveError(error)) throw error;
  return error.message;
}
