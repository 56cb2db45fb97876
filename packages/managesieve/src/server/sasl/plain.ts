import { decodePlain } from '../../sasl/plain.ts';
import { Refusal } from '../refusal.ts';
import { isUsername, notKnown, type ServerMechanism } from './server-mechanism.ts';

/** PLAIN (RFC 4616). */
export const plain: ServerMechanism = {
  name: 'PLAIN',
  async login({ users, first }) {
    const message = decodePlain(await first());
    if (message === null) throw new Refusal('This is not a message of PLAIN.');
    const { username, password, authzid } = message;
    const known = isUsername(username) && (await users.verify(username, password));
    if (!known) throw notKnown();
    return { username, authzid };
  },
};
