import type { Extension } from '../definition.ts';

export const vndDovecotExecute: Extension = {
  capability: 'vnd.dovecot.execute',
  doc: 'Runs a program that the administrator allowed and keeps what it prints.',
  rfc: 'Dovecot extprograms section 7',
  commands: [
    {
      name: 'execute',
      kind: 'action',
      doc: 'Runs a program.',
      rfc: 'Dovecot extprograms section 7',
      tags: [
        {
          name: 'input',
          group: 'input',
          value: { name: 'input', type: 'string' },
          doc: 'The text that the program gets.',
          rfc: 'Dovecot extprograms section 7',
        },
        {
          name: 'pipe',
          group: 'input',
          doc: 'The program gets the message.',
          rfc: 'Dovecot extprograms section 7',
        },
        {
          name: 'output',
          value: { name: 'variable name', type: 'string', kind: 'variable-name', constant: true },
          requires: 'variables',
          doc: 'Stores what the program prints in a variable.',
          rfc: 'Dovecot extprograms section 7',
        },
      ],
      parameters: [
        { name: 'program name', type: 'string', kind: 'program-name', constant: true },
        { name: 'arguments', type: 'string-list', optional: true },
      ],
    },
  ],
  tests: [
    {
      name: 'execute',
      doc: 'Runs a program; true when it succeeded.',
      rfc: 'Dovecot extprograms section 7',
      tags: [
        {
          name: 'input',
          group: 'input',
          value: { name: 'input', type: 'string' },
          doc: 'The text that the program gets.',
          rfc: 'Dovecot extprograms section 7',
        },
        {
          name: 'pipe',
          group: 'input',
          doc: 'The program gets the message.',
          rfc: 'Dovecot extprograms section 7',
        },
        {
          name: 'output',
          value: { name: 'variable name', type: 'string', kind: 'variable-name', constant: true },
          requires: 'variables',
          doc: 'Stores what the program prints in a variable.',
          rfc: 'Dovecot extprograms section 7',
        },
      ],
      parameters: [
        { name: 'program name', type: 'string', kind: 'program-name', constant: true },
        { name: 'arguments', type: 'string-list', optional: true },
      ],
    },
  ],
};
