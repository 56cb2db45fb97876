import type { RunOptions } from '../run/option.ts';
import type { Run } from '../run/run.ts';
import { readSettings } from './server-setting.ts';
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
    settings: readSettings(session.settings),
  };
}

/** Tells the test file itself, too, what has changed. */
export function learn(session: Session, run: Run): void {
  run.know(runOptions(session, run));
}
