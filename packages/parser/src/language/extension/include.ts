import type { Extension } from '../definition.ts';

export const include: Extension = {
  capability: 'include',
  doc: 'Runs other scripts as parts of this one.',
  rfc: 'RFC 6609',
  commands: [
    {
      name: 'include',
      kind: 'control',
      doc: 'Runs another script here.',
      rfc: 'RFC 6609 section 3.2',
      tags: [
        {
          name: 'personal',
          group: 'location',
          doc: 'The user’s own script (default).',
          rfc: 'RFC 6609 section 3.2',
        },
        {
          name: 'global',
          group: 'location',
          doc: 'A script that the administrator provides.',
          rfc: 'RFC 6609 section 3.2',
        },
        {
          name: 'once',
          doc: 'Only where it was not included before.',
          rfc: 'RFC 6609 section 3.2',
        },
        { name: 'optional', doc: 'A missing script is no error.', rfc: 'RFC 6609 section 3.2' },
      ],
      parameters: [{ name: 'script name', type: 'string', kind: 'script-name', constant: true }],
    },
    {
      name: 'return',
      kind: 'control',
      doc: 'Ends the included script and goes on in the one that includes it.',
      rfc: 'RFC 6609 section 3.3',
    },
    {
      name: 'global',
      kind: 'control',
      doc: 'Names variables that included scripts share.',
      rfc: 'RFC 6609 section 3.4.1',
      requires: 'variables',
      parameters: [
        { name: 'variable names', type: 'string-list', kind: 'variable-name', constant: true },
      ],
    },
  ],
  namespaces: [{ name: 'global', writable: true }],
};
