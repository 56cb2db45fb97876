import type { Extension } from '../definition.ts';

export const vacation: Extension = {
  capability: 'vacation',
  doc: 'Answers mail automatically while one is away.',
  rfc: 'RFC 5230',
  commands: [
    {
      name: 'vacation',
      kind: 'action',
      doc: 'Answers the sender, at most once in a period; the message itself is kept.',
      rfc: 'RFC 5230 section 4',
      tags: [
        {
          name: 'days',
          group: 'period',
          value: { name: 'days', type: 'number' },
          doc: 'How many days the same sender gets no further answer; 7 by default.',
          rfc: 'RFC 5230 section 4.1',
        },
        {
          name: 'subject',
          value: { name: 'subject', type: 'string' },
          doc: 'The subject of the answer.',
          rfc: 'RFC 5230 section 4.3',
        },
        {
          name: 'from',
          value: { name: 'address', type: 'string', kind: 'address-list' },
          doc: 'The From address of the answer.',
          rfc: 'RFC 5230 section 4.3',
        },
        {
          name: 'addresses',
          value: { name: 'addresses', type: 'string-list' },
          doc: 'Further addresses of one’s own: mail to them is answered too.',
          rfc: 'RFC 5230 section 4.5',
        },
        {
          name: 'mime',
          doc: 'The reason is a MIME entity with its own header.',
          rfc: 'RFC 5230 section 4.4',
        },
        {
          name: 'handle',
          value: { name: 'handle', type: 'string' },
          doc: 'Names the answer: answers of one handle count as the same.',
          rfc: 'RFC 5230 section 4.2',
        },
      ],
      parameters: [{ name: 'reason', type: 'string' }],
    },
  ],
};
