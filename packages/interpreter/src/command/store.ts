import type { CommandCompiler } from '../compile/compiler.ts';
import { flagsFor } from '../compile/flags.ts';
import { compileMailbox } from '../compile/mailbox.ts';

/** Files the message into the inbox (RFC 5228 section 4.3). */
export const keep: CommandCompiler = (node, compiler) => {
  const flags = compiler.arguments(node).tagTexts('flags');
  const origin = compiler.origin(node);
  return (run) => {
    const store = { mailbox: 'INBOX', flags: flagsFor(run, flags), copy: false, create: false };
    run.actions.add({ type: 'keep', ...store, ...origin }, true);
    return 'next';
  };
};

/** Files the message into a mailbox (RFC 5228 section 4.1). */
export const fileinto: CommandCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const mailbox = compileMailbox(args, args.text('mailbox'));
  const flags = args.tagTexts('flags');
  const copy = args.has('copy');
  const create = args.has('create');
  const origin = compiler.origin(node);
  return (run) => {
    const store = { mailbox: mailbox(run), flags: flagsFor(run, flags), copy, create };
    run.actions.add({ type: 'fileinto', ...store, ...origin }, !copy);
    return 'next';
  };
};
