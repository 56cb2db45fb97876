import { type Client, isManageSieveError, parseServerErrors } from '@sievekit/managesieve';
import type { Complaint } from '../../shared/failure.ts';
import { FailureError } from '../failure-error.ts';
import { revisionOf } from '../revision.ts';
import { encodeScript } from '../script-text.ts';
import type { Handler } from './handler.ts';

/**
 * Saves so that nothing is lost: not what somebody else wrote meanwhile, and not the old script
 * where the server's compiler refuses the new one. What the server then has is read back.
 */
export const save: Handler<'save'> = async (client, { name, text, revision }) => {
  const bytes = encodeScript(text);
  await requireUnchanged(client, name, revision);
  await tellComplaints(client.checkScript(bytes));
  const { warnings } = await tellComplaints(client.putScript(name, bytes));
  await requireStored(client, name, bytes);
  return { revision: revisionOf(bytes), warnings: readComplaints(warnings ?? '') };
};

async function requireUnchanged(client: Client, name: string, revision: string | null) {
  const stored = await readRevision(client, name);
  if (stored === revision) return;
  if (revision === null) {
    throw new FailureError(
      'already-exists',
      `There is a script “${name}” already; choose another name.`,
    );
  }
  if (stored === null) {
    throw new FailureError(
      'not-found',
      `The script “${name}” was deleted or renamed elsewhere since you opened it.`,
    );
  }
  throw new FailureError(
    'conflict',
    `The script “${name}” was changed elsewhere since you opened it.`,
  );
}

async function readRevision(client: Client, name: string): Promise<string | null> {
  try {
    return revisionOf(await client.getScript(name));
  } catch (error) {
    if (isManageSieveError(error) && error.responseCode?.name === 'NONEXISTENT') return null;
    throw error;
  }
}

/** A plain NO to a script is its compiler speaking; one with a response code (QUOTA, …) is not. */
async function tellComplaints<T>(reply: Promise<T>): Promise<T> {
  try {
    return await reply;
  } catch (error) {
    if (!isManageSieveError(error) || error.code !== 'no' || error.responseCode) throw error;
    throw new FailureError('rejected', 'The mail server refuses this script: it has errors.', {
      cause: error,
      complaints: readComplaints(error.text ?? ''),
    });
  }
}

function readComplaints(text: string): Complaint[] {
  return parseServerErrors(text).map(({ line, message }) => ({ line: line || null, message }));
}

async function requireStored(client: Client, name: string, bytes: Uint8Array): Promise<void> {
  if (Buffer.compare(await client.getScript(name), bytes) === 0) return;
  throw new FailureError(
    'server-refused',
    `The mail server stored something else than was saved as “${name}”: open it again and look.`,
  );
}
