import type { Extension, TagDefinition } from '../definition.ts';

const zone = {
  name: 'zone',
  group: 'zone',
  value: { name: 'time zone', type: 'string', kind: 'zone' },
  doc: 'Shifts to this offset from UTC first: "+hhmm" or "-hhmm".',
  rfc: 'RFC 5260 section 4.1',
} as const satisfies TagDefinition;

export const date: Extension = {
  capability: 'date',
  doc: 'Tests dates in header fields and the date of today.',
  rfc: 'RFC 5260',
  tests: [
    {
      name: 'date',
      doc: 'Compares a part of the date in a header field.',
      rfc: 'RFC 5260 section 4',
      uses: ['comparator', 'match-type'],
      tags: [
        zone,
        {
          name: 'originalzone',
          group: 'zone',
          doc: 'Keeps the offset that the header field gives.',
          rfc: 'RFC 5260 section 4.1',
        },
      ],
      parameters: [
        { name: 'header name', type: 'string', kind: 'header-name' },
        { name: 'date part', type: 'string', kind: 'date-part' },
        { name: 'keys', type: 'string-list', kind: 'match-key' },
      ],
    },
    {
      name: 'currentdate',
      doc: 'Compares a part of the current date.',
      rfc: 'RFC 5260 section 5',
      uses: ['comparator', 'match-type'],
      tags: [zone],
      parameters: [
        { name: 'date part', type: 'string', kind: 'date-part' },
        { name: 'keys', type: 'string-list', kind: 'match-key' },
      ],
    },
  ],
};
