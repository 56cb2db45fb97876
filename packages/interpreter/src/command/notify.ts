import type { CommandCompiler } from '../compile/compiler.ts';
import { decodeUtf8 } from '../message/octets.ts';
import { compileFcc } from './fcc.ts';

/** Tells somebody of the message by another way (RFC 5435). */
export const notify: CommandCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const method = args.text('method');
  const [message, importance, from] = [
    args.tagText('message'),
    args.tagText('importance'),
    args.tagText('from'),
  ];
  const fcc = compileFcc(args);
  const options = args.tagTexts('options') ?? [];
  const origin = compiler.origin(node);
  return (run) => {
    const read = (text: typeof message): string | null =>
      text === null ? null : decodeUtf8(text.read(run));
    run.actions.add(
      {
        type: 'notify',
        method: read(method) ?? '',
        message: read(message),
        importance: read(importance) ?? '2',
        sender: read(from),
        options: options.map((option) => decodeUtf8(option.read(run))),
        fcc: fcc(run),
        ...origin,
      },
      false,
    );
    return 'next';
  };
};
