import { createHmac } from 'node:crypto';
import { ManageSieveError } from '../error.ts';
import type { Mechanism } from './mechanism.ts';

/** CRAM-MD5 (RFC 2195): guessed quickly by who reads it, so only when asked for by name. */
export const cramMd5: Mechanism = {
  name: 'CRAM-MD5',
  plaintext: true,
  needs: 'password',
  start({ username, password = '', authzid = '' }) {
    if (authzid !== '' && authzid !== username) {
      throw new ManageSieveError('auth', 'CRAM-MD5 cannot work on the scripts of somebody else.');
    }
    let answered = false;
    return {
      initial: null,
      answer(challenge) {
        if (answered || challenge.length === 0) {
          throw new ManageSieveError('auth', 'The server does not keep to CRAM-MD5.');
        }
        answered = true;
        const digest = createHmac('md5', password).update(challenge).digest('hex');
        return Buffer.from(`${username} ${digest}`);
      },
      finish() {},
    };
  },
};
