import type { RunOptions } from '../run/option.ts';
import type { Run } from '../run/run.ts';
import type { Session } from './session.ts';

/** What the script under test knows of the world. */
export function runOptions(session: Session, { options }: Run): RunOptions {
  return {
    ...options,
    envelope: session.scene.envelope,
    mailboxes: session.mailboxes,
    serverMetadata: session.serverMetadata,
    duplicates: session.duplicates,
    replies: session.replies,
  };
}
