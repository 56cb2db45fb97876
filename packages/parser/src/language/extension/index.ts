import type { Extension } from '../definition.ts';

export const index: Extension = {
  capability: 'index',
  doc: 'Picks one of several header fields of the same name.',
  rfc: 'RFC 5260 section 6',
  additions: [
    {
      tests: ['header', 'address', 'date'],
      tags: [
        {
          name: 'index',
          value: { name: 'field number', type: 'number', minimum: 1 },
          doc: 'Looks at the field of this number only, counted from 1.',
          rfc: 'RFC 5260 section 6',
        },
        {
          name: 'last',
          needs: 'index',
          doc: 'Counts from the last field instead of the first.',
          rfc: 'RFC 5260 section 6',
        },
      ],
    },
  ],
};
