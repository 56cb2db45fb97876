import type { Extension } from '../definition.ts';

export const vndDovecotFilter: Extension = {
  capability: 'vnd.dovecot.filter',
  doc: 'Rewrites the message by a program that the administrator allowed.',
  rfc: 'Dovecot extprograms section 6',
  commands: [
    {
      name: 'filter',
      kind: 'action',
      doc: 'Replaces the message by what the program makes of it.',
      rfc: 'Dovecot extprograms section 6',
      parameters: [
        { name: 'program name', type: 'string', kind: 'program-name', constant: true },
        { name: 'arguments', type: 'string-list', optional: true },
      ],
    },
  ],
  tests: [
    {
      name: 'filter',
      doc: 'Replaces the message; true when the program succeeded.',
      rfc: 'Dovecot extprograms section 6',
      parameters: [
        { name: 'program name', type: 'string', kind: 'program-name', constant: true },
        { name: 'arguments', type: 'string-list', optional: true },
      ],
    },
  ],
};
