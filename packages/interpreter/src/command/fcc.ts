import type { Arguments } from '../compile/arguments.ts';
import { readFlags } from '../compile/flags.ts';
import { compileMailbox } from '../compile/mailbox.ts';
import type { Fcc } from '../run/action.ts';
import type { Run } from '../run/run.ts';

/** Where a copy of what is sent is filed (RFC 8580 section 3); null where none is. */
export function compileFcc(args: Arguments): (run: Run) => Fcc | null {
  const name = args.tagText('fcc');
  if (name === null) return () => null;
  const mailbox = compileMailbox(args, name);
  const flags = args.tagTexts('flags') ?? [];
  const create = args.has('create');
  return (run) => ({
    mailbox: mailbox(run),
    flags: readFlags(flags.map((flag) => flag.read(run))),
    create,
  });
}
