import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

/** Why a message was put aside. Stands as JSON beside it, in `dead/<id>.json`. */
export interface DeadLetter {
  /**
   * `rejected`: the controller will never take it. `broken`: the file is not one of ours. `quota`:
   * the user has taught too much in an hour. `expired`: it was tried in vain for too long.
   */
  readonly reason: 'rejected' | 'broken' | 'quota' | 'expired';
  /** What the controller, or the reader of the file, said. */
  readonly detail: string;
  /** The controller's status, where there is one. */
  readonly status: number | null;
}

/**
 * Moves the file `name` of `new/` to `dead/`. The reason is written first: a crash in between only means
 * that the message is tried once more.
 */
export async function bury(
  folders: { readonly new: string; readonly dead: string },
  name: string,
  id: string,
  letter: DeadLetter,
): Promise<void> {
  await writeNote(folders.dead, id, letter);
  await rename(join(folders.new, name), join(folders.dead, id));
}

/** Writes the reason beside where the message will stand, and makes it durable. */
export async function writeNote(dead: string, id: string, letter: DeadLetter): Promise<void> {
  const note = await open(join(dead, `${id}.json`), 'w', 0o600);
  try {
    await note.writeFile(
      `${JSON.stringify({ ...letter, buried: new Date().toISOString() }, null, 2)}\n`,
    );
    await note.sync();
  } finally {
    await note.close();
  }
}

const letterSchema = v.object({
  reason: v.picklist(['rejected', 'broken', 'quota', 'expired']),
  detail: v.string(),
  status: v.nullable(v.number()),
});

/** Whether something that was read is one. */
export function isDeadLetter(value: unknown): value is DeadLetter {
  return v.is(letterSchema, value);
}
