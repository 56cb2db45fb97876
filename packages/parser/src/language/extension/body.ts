import type { Extension } from '../definition.ts';

export const body: Extension = {
  capability: 'body',
  doc: 'Tests the body of the message.',
  rfc: 'RFC 5173',
  tests: [
    {
      name: 'body',
      doc: 'Compares the body of the message; by default the text in it.',
      rfc: 'RFC 5173 section 4',
      uses: ['comparator', 'match-type'],
      tags: [
        {
          name: 'raw',
          group: 'body transform',
          doc: 'The body as it came, undecoded.',
          rfc: 'RFC 5173 section 5.1',
        },
        {
          name: 'content',
          group: 'body transform',
          value: { name: 'content types', type: 'string-list', kind: 'content-type' },
          doc: 'The decoded parts that have one of these content types.',
          rfc: 'RFC 5173 section 5.2',
        },
        {
          name: 'text',
          group: 'body transform',
          doc: 'The text that a reader would see (default).',
          rfc: 'RFC 5173 section 5.3',
        },
      ],
      parameters: [{ name: 'keys', type: 'string-list', kind: 'match-key' }],
    },
  ],
};
