import type { Arguments } from '../compile/arguments.ts';
import type { CommandCompiler, Step } from '../compile/compiler.ts';
import { compileMatcher } from '../compile/matcher.ts';
import type { Text } from '../compile/text.ts';
import { decodeUtf8, encodeUtf8 } from '../message/octets.ts';
import type { Origin } from '../run/action.ts';
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
  if (method === null) return earlyNotify(args, origin);
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

/** The draft before it, of which `mailto` alone is known, with its addresses as options. */
function earlyNotify(args: Arguments, origin: Origin): Step {
  const options = args.tagTexts('options') ?? [];
  const [id, message] = [args.tagText('id'), args.tagText('message')];
  const importance = args.has('high') ? '1' : args.has('low') ? '3' : '2';
  return (run) => {
    const read = (text: Text | null): string | null =>
      text === null ? null : decodeUtf8(text.read(run));
    const recipients = options.map((option) => decodeUtf8(option.read(run)));
    if (recipients.length === 0) return 'next';
    run.actions.add(
      {
        type: 'notify',
        method: `mailto:${recipients.join(',')}`,
        message: read(message) ?? '$from$: $subject$',
        importance,
        sender: null,
        options: recipients,
        id: read(id),
        fcc: null,
        ...origin,
      },
      false,
    );
    return 'next';
  };
}

/** Takes back the notifications so far, or those whose id and priority fit (the same draft). */
export const denotify: CommandCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const type = ['is', 'contains', 'matches', 'regex', 'value', 'count'].find((tag) =>
    args.has(tag),
  );
  const early = type === 'value' || type === 'count';
  const keys = (early ? args.texts('key') : type === undefined ? [] : args.tagTexts(type)) ?? [];
  const matcher = type === undefined ? null : compileMatcher(args, keys);
  const importance = args.has('high')
    ? '1'
    : args.has('low')
      ? '3'
      : args.has('normal')
        ? '2'
        : null;
  return (run) => {
    run.actions.remove((action) => {
      if (action.type !== 'notify') return false;
      if (importance !== null && action.importance !== importance) return false;
      if (matcher === null) return true;
      return typeof action.id === 'string' && matcher.matches(run, [encodeUtf8(action.id)]);
    });
    return 'next';
  };
};
