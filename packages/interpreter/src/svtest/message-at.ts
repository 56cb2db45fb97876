import type { Arguments } from '../compile/arguments.ts';
import type { Message } from '../message/message.ts';
import { decodeUtf8 } from '../message/octets.ts';
import type { Run } from '../run/run.ts';
import type { Session } from './session.ts';

/** The message that `test_message` names: the n-th, from 0, that was sent or stored; else null. */
export function messageAt(args: Arguments, session: Session): (run: Run) => Message | null {
  const folder = args.tagText('folder');
  const number = args.number('number');
  return (run) => {
    const list = folder === null ? session.sent : session.stored.get(decodeUtf8(folder.read(run)));
    return list?.[number] ?? null;
  };
}
