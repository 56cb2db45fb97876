import { type Command, defineUserCommand, ok } from './command.ts';

/** UNAUTHENTICATE (RFC 5804, 2.14.1): back to before the login; TLS stays. */
export const unauthenticate: Command = defineUserCommand('UNAUTHENTICATE', [], async (context) => {
  context.logOut();
  return ok('Nobody is logged in now.');
});
