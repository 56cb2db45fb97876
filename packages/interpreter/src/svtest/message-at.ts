import type { Arguments } from '../compile/arguments.ts';
import { decodeUtf8 } from '../message/octets.ts';
import { mailboxName } from '../run/mailbox-name.ts';
import type { Run } from '../run/run.ts';
import type { Scene, Session } from './session.ts';

/** What `test_message` names: the n-th message, from 0, that was sent or stored; else null. */
export function messageAt(args: Arguments, session: Session): (run: Run) => Scene | null {
  const folder = args.tagText('folder');
  const number = args.number('number');
  return (run) => {
    if (folder === null) return session.sent[number] ?? null;
    const message = session.stored.get(mailboxName(decodeUtf8(folder.read(run))))?.[number];
    return message === undefined ? null : { ...session.scene, message };
  };
}
