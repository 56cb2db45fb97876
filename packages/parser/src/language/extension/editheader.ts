import type { Extension } from '../definition.ts';

export const editheader: Extension = {
  capability: 'editheader',
  doc: 'Adds and deletes header fields.',
  rfc: 'RFC 5293',
  commands: [
    {
      name: 'addheader',
      kind: 'action',
      doc: 'Adds a header field at the top.',
      rfc: 'RFC 5293 section 4',
      tags: [{ name: 'last', doc: 'Adds it at the end of the header.', rfc: 'RFC 5293 section 4' }],
      parameters: [
        { name: 'field name', type: 'string', kind: 'header-field' },
        { name: 'value', type: 'string' },
      ],
    },
    {
      name: 'deleteheader',
      kind: 'action',
      doc: 'Deletes header fields of a name, or those of them whose value matches.',
      rfc: 'RFC 5293 section 5',
      uses: ['comparator', 'match-type'],
      tags: [
        {
          name: 'index',
          value: { name: 'field number', type: 'number' },
          doc: 'Only the field of this number, counted from 1.',
          rfc: 'RFC 5293 section 5',
        },
        {
          name: 'last',
          needs: 'index',
          doc: 'Counts from the last field.',
          rfc: 'RFC 5293 section 5',
        },
      ],
      parameters: [
        { name: 'field name', type: 'string', kind: 'deleted-field' },
        { name: 'value patterns', type: 'string-list', kind: 'match-key', optional: true },
      ],
    },
  ],
};
