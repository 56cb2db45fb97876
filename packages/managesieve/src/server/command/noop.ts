import { type Command, defineCommand, ok } from './command.ts';

/** NOOP (RFC 5804, 2.13): sends the tag back, if there is one. */
export const noop: Command = defineCommand('NOOP', 'any', ['string?'], (_, tag) => {
  const text = 'NOOP completed.';
  if (tag === undefined) return ok(text);
  return { response: { status: 'OK', code: 'TAG', argument: tag, text } };
});
