import { describe } from 'vitest';
import { startDovecot } from '../lab/dovecot.ts';
import { startDovecot24 } from '../lab/dovecot24.ts';
import { missingParts } from '../lab/state.ts';
import { labPassword } from '../lab/user.ts';
import { describeManageSieve } from './managesieve-conformance.ts';

const withoutPenalty = `service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}`;

describe.skipIf(missingParts(['dovecot']).length > 0)('ManageSieve', () => {
  describeManageSieve('Dovecot', async () => {
    const dovecot = await startDovecot({ extra: withoutPenalty });
    return {
      host: '127.0.0.1',
      port: dovecot.ports.sieve,
      ca: dovecot.ca,
      user: { username: 'alice', password: labPassword },
      other: { username: 'bob', password: labPassword },
      stop: () => dovecot.stop(),
    };
  });
});

describe.skipIf(missingParts(['dovecot24']).length > 0)('ManageSieve', () => {
  describeManageSieve('Dovecot 2.4', async () => {
    const dovecot = await startDovecot24();
    return {
      host: '127.0.0.1',
      port: dovecot.ports.sieve,
      ca: dovecot.ca,
      user: { username: 'alice', password: labPassword },
      other: { username: 'bob', password: labPassword },
      stop: () => dovecot.stop(),
    };
  });
});
