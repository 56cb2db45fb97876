import type { Extension } from '../definition.ts';

export const vndDovecotDebug: Extension = {
  capability: 'vnd.dovecot.debug',
  doc: 'Writes to the log.',
  rfc: 'Dovecot Pigeonhole debug',
  commands: [
    {
      name: 'debug_log',
      kind: 'action',
      doc: 'Writes a line to the user’s log.',
      rfc: 'Dovecot Pigeonhole debug section 3',
      parameters: [{ name: 'message', type: 'string' }],
    },
  ],
};
