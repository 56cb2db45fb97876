import type { KnownResponseCode } from '../../protocol/response.ts';
import { findStoredNameFault } from '../../protocol/script-name.ts';
import { decodePlain } from '../../sasl/plain.ts';
import { encodeLine, encodeString } from '../../wire/encode.ts';
import { readString } from '../../wire/read-response.ts';
import { type Command, type Context, defineCommand, ok, type Reply } from './command.ts';

/** AUTHENTICATE (RFC 5804, 2.1), with PLAIN (RFC 4616). */
export const authenticate: Command = defineCommand(
  'AUTHENTICATE',
  'before-login',
  ['string', 'string?'],
  async (context, mechanism, initial) => {
    if (mechanism.toUpperCase() !== 'PLAIN') return failed('This mechanism is not supported.');
    if (!context.confidential) {
      return failed('A password may be sent only over TLS: use STARTTLS first.', 'ENCRYPT-NEEDED');
    }
    const message = initial ?? (await askForMessage(context));
    if (message === null || message === '*') return failed('The login was cancelled.');
    const credentials = isBase64(message) ? decodePlain(Buffer.from(message, 'base64')) : null;
    if (credentials === null) return failed('This is not a message of PLAIN.');
    const { username, password, authzid } = credentials;
    const known =
      findStoredNameFault(username) === null &&
      (await context.setting.users.verify(username, password));
    if (!known) return failed('The user name or the password is wrong.');
    if (authzid !== '' && authzid !== username) {
      return failed('Nobody may work on the scripts of somebody else here.');
    }
    context.logIn(username);
    return ok('Logged in.');
  },
);

async function askForMessage(context: Context): Promise<string | null> {
  const line = await context.ask(encodeLine(encodeString('', 'server')));
  if (line === null || line.fault !== null || line.tokens.length !== 1) return null;
  return readString(line.tokens[0]) ?? null;
}

function failed(text: string, code?: KnownResponseCode): Reply {
  return { bad: true, response: { status: 'NO', text, ...(code === undefined ? {} : { code }) } };
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(text);
}
