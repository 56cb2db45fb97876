import { ManageSieveError } from '../error.ts';
import type { Mechanism } from './mechanism.ts';

/** LOGIN (draft-murchison-sasl-login): name and password as they are, each to its own challenge. */
export const login: Mechanism = {
  name: 'LOGIN',
  plaintext: true,
  needs: 'password',
  start({ username, password = '', authzid = '' }) {
    if (authzid !== '' && authzid !== username) {
      throw new ManageSieveError('auth', 'LOGIN cannot work on the scripts of somebody else.');
    }
    const answers = [username, password];
    return {
      initial: null,
      answer() {
        const answer = answers.shift();
        if (answer !== undefined) return Buffer.from(answer);
        throw new ManageSieveError('auth', 'The server asked LOGIN for more than it has to say.');
      },
      finish() {},
    };
  },
};
