import type { Extension } from '../definition.ts';

export const vndDovecotPipe: Extension = {
  capability: 'vnd.dovecot.pipe',
  doc: 'Hands the message to a program that the administrator allowed.',
  rfc: 'Dovecot extprograms section 5',
  commands: [
    {
      name: 'pipe',
      kind: 'action',
      doc: 'Sends the message to the input of a program; cancels the implicit keep.',
      rfc: 'Dovecot extprograms section 5',
      tags: [
        {
          name: 'try',
          doc: 'A failing program does not stop the script.',
          rfc: 'Dovecot extprograms section 5',
        },
      ],
      parameters: [
        { name: 'program name', type: 'string', kind: 'program-name', constant: true },
        { name: 'arguments', type: 'string-list', optional: true },
      ],
    },
  ],
};
