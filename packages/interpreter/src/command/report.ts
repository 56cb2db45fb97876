import type { CommandCompiler } from '../compile/compiler.ts';
import { decodeUtf8 } from '../message/octets.ts';

/** Sends the message to somebody as an abuse report (vnd.dovecot.report). */
export const report: CommandCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const [feedback, message, address] = [
    args.text('feedback type'),
    args.text('message'),
    args.text('address'),
  ];
  const headersOnly = args.has('headers_only');
  const origin = compiler.origin(node);
  return (run) => {
    run.actions.add(
      {
        type: 'report',
        feedback: decodeUtf8(feedback?.read(run) ?? ''),
        message: decodeUtf8(message?.read(run) ?? ''),
        address: decodeUtf8(address?.read(run) ?? ''),
        headersOnly,
        ...origin,
      },
      false,
    );
    return 'next';
  };
};
