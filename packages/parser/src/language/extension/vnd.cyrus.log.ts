import type { Extension } from '../definition.ts';

const rfc = 'Cyrus IMAP';

export const vndCyrusLog: Extension = {
  capability: 'vnd.cyrus.log',
  doc: 'Writes to the log.',
  rfc,
  commands: [
    {
      name: 'log',
      kind: 'action',
      doc: 'Writes a line to the log of the server.',
      rfc,
      parameters: [{ name: 'message', type: 'string' }],
    },
  ],
};

/** Its older name. */
export const xCyrusLog: Extension = {
  capability: 'x-cyrus-log',
  doc: 'Writes to the log.',
  rfc,
  implies: ['vnd.cyrus.log'],
  replacedBy: 'vnd.cyrus.log',
};
