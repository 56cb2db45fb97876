import type { Extension } from '../definition.ts';

export const vndDovecotImapsieve: Extension = {
  capability: 'vnd.dovecot.imapsieve',
  doc: 'Adds what Dovecot knows about an IMAP event to the environment.',
  rfc: 'Dovecot Pigeonhole',
  implies: ['imapsieve'],
};
