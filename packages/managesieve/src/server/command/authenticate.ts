import { encodeLine, encodeString } from '../../wire/encode.ts';
import { readString } from '../../wire/read-response.ts';
import { Refusal } from '../refusal.ts';
import { type Identity, isUsername } from '../sasl/server-mechanism.ts';
import { isTooWeak, listMechanisms } from '../sasl/table.ts';
import { type Command, type Context, defineCommand, ok, refuse } from './command.ts';

/** AUTHENTICATE (RFC 5804, 2.1). */
export const authenticate: Command = defineCommand(
  'AUTHENTICATE',
  'before-login',
  ['string', 'string?'],
  async (context, name, initial) => {
    try {
      const { username, authzid, proof } = await prove(context, name.toUpperCase(), initial);
      const owner = authzid === '' ? username : authzid;
      if (owner !== username) await checkOwner(context, username, owner);
      context.logIn(owner);
      const text = 'Logged in.';
      if (proof === undefined) return ok(text);
      const argument = Buffer.from(proof).toString('base64');
      return { response: { status: 'OK', code: 'SASL', argument, text } };
    } catch (error) {
      // Whatever the reason: who tries often is sent away.
      if (error instanceof Refusal) return { ...refuse(error), bad: true };
      throw error;
    }
  },
);

async function prove(
  context: Context,
  name: string,
  initial: string | undefined,
): Promise<Identity> {
  if (isTooWeak(name)) throw new Refusal('This mechanism is too weak.', 'AUTH-TOO-WEAK');
  if (!context.confidential) {
    throw new Refusal(
      'A password may be sent only over TLS: use STARTTLS first.',
      'ENCRYPT-NEEDED',
    );
  }
  const mechanisms = listMechanisms(context);
  const mechanism = mechanisms.find((offered) => offered.name === name);
  if (mechanism === undefined) throw new Refusal('This mechanism is not supported.');
  const ask = async (challenge: Uint8Array) => decode(await askForAnswer(context, challenge));
  return await mechanism.login({
    users: context.setting.users,
    offered: mechanisms.map((offered) => offered.name),
    bind: (type) => context.bind(type),
    first: () => (initial === undefined ? ask(Buffer.alloc(0)) : Promise.resolve(decode(initial))),
    ask,
  });
}

async function askForAnswer(context: Context, challenge: Uint8Array): Promise<string> {
  const text = Buffer.from(challenge).toString('base64');
  const line = await context.ask(encodeLine(encodeString(text, 'server')));
  const [token, ...more] = line?.tokens ?? [];
  const answer = line?.fault === null && more.length === 0 ? readString(token) : undefined;
  if (answer === undefined) throw new Refusal('The login was cancelled.');
  return answer;
}

/** @throws Refusal when it is no base 64, or says that the client has changed its mind */
function decode(text: string): Buffer {
  if (text === '*') throw new Refusal('The login was cancelled.');
  const isBase64 = text.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(text);
  if (!isBase64) throw new Refusal('This is not base 64.');
  return Buffer.from(text, 'base64');
}

/** @throws Refusal when the user may not work on the scripts of that other one */
async function checkOwner(
  { setting: { users } }: Context,
  username: string,
  owner: string,
): Promise<void> {
  const may = isUsername(owner) && (await users.mayActFor?.(username, owner)) === true;
  if (!may) throw new Refusal('You may not work on the scripts of that user.');
}
