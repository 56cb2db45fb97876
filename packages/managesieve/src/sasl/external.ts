import { ManageSieveError } from '../error.ts';
import type { Mechanism } from './mechanism.ts';

/** EXTERNAL (RFC 4422, appendix A): the client's certificate says who it is. */
export const external: Mechanism = {
  name: 'EXTERNAL',
  plaintext: false,
  needs: 'certificate',
  start({ authzid = '' }) {
    if (authzid.includes('\0')) {
      throw new ManageSieveError('auth', 'The authzid has a NUL character in it.');
    }
    return {
      initial: Buffer.from(authzid),
      answer(challenge) {
        if (challenge.length === 0) return Buffer.from(authzid);
        throw new ManageSieveError('auth', 'The server asked EXTERNAL for more than a name.');
      },
      finish() {},
    };
  },
};
