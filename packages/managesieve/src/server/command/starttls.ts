import { bad, type Command, defineCommand, ok } from './command.ts';

/** STARTTLS (RFC 5804, 2.2). */
export const starttls: Command = defineCommand('STARTTLS', 'before-login', [], (context) => {
  if (context.encrypted) return bad('TLS is active already.');
  if (context.setting.secureContext === null) return bad('This server has no TLS.');
  return ok('Begin TLS negotiation now.', { next: 'starttls' });
});
