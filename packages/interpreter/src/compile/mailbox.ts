import { decodeUtf8 } from '../message/octets.ts';
import { mailboxName } from '../run/mailbox-name.ts';
import type { Run } from '../run/run.ts';
import type { Arguments } from './arguments.ts';
import type { Text } from './text.ts';

/**
 * The mailbox that a command means: that of the id (RFC 9042 section 3) or of the use (RFC 8579
 * section 4) where there is one, else that of the name.
 */
export function compileMailbox(args: Arguments, name: Text | null): (run: Run) => string {
  const id = args.tagText('mailboxid');
  const use = args.tagText('specialuse');
  return (run) => {
    const found = byId(run, id) ?? byUse(run, use);
    return mailboxName(found ?? decodeUtf8(name?.read(run) ?? ''));
  };
}

function byId(run: Run, id: Text | null): string | undefined {
  if (id === null) return undefined;
  const wanted = decodeUtf8(id.read(run));
  return run.mailboxes.find((box) => box.id === wanted)?.name;
}

function byUse(run: Run, use: Text | null): string | undefined {
  if (use === null) return undefined;
  const wanted = decodeUtf8(use.read(run)).toLowerCase();
  return run.mailboxes.find((box) => box.specialUse?.some((has) => has.toLowerCase() === wanted))
    ?.name;
}
