import type { Extension } from '../definition.ts';

export const mime: Extension = {
  capability: 'mime',
  doc: 'Tests the header fields of MIME parts.',
  rfc: 'RFC 5703 section 4',
  additions: [
    {
      tests: ['header', 'address', 'exists'],
      tags: [
        { name: 'mime', doc: 'Looks at the header of the MIME part.', rfc: 'RFC 5703 section 4.1' },
        {
          name: 'anychild',
          needs: 'mime',
          doc: 'Looks at all parts below it too.',
          rfc: 'RFC 5703 section 4.1',
        },
      ],
    },
    {
      tests: ['header'],
      tags: [
        {
          name: 'type',
          group: 'mime option',
          needs: 'mime',
          doc: 'The type, such as text.',
          rfc: 'RFC 5703 section 4.2',
        },
        {
          name: 'subtype',
          group: 'mime option',
          needs: 'mime',
          doc: 'The subtype, such as html.',
          rfc: 'RFC 5703 section 4.2',
        },
        {
          name: 'contenttype',
          group: 'mime option',
          needs: 'mime',
          doc: 'Type and subtype, such as text/html.',
          rfc: 'RFC 5703 section 4.2',
        },
        {
          name: 'param',
          group: 'mime option',
          value: { name: 'parameters', type: 'string-list' },
          needs: 'mime',
          doc: 'The value of one of these parameters.',
          rfc: 'RFC 5703 section 4.2',
        },
      ],
    },
  ],
};
