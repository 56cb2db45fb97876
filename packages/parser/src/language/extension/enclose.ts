import type { Extension } from '../definition.ts';

export const enclose: Extension = {
  capability: 'enclose',
  doc: 'Puts the message into another one.',
  rfc: 'RFC 5703 section 6',
  commands: [
    {
      name: 'enclose',
      kind: 'action',
      doc: 'Encloses the message in a new one that begins with this text.',
      rfc: 'RFC 5703 section 6',
      tags: [
        {
          name: 'subject',
          value: { name: 'subject', type: 'string' },
          doc: 'The subject of the new message.',
          rfc: 'RFC 5703 section 6',
        },
        {
          name: 'headers',
          value: { name: 'headers', type: 'string-list' },
          doc: 'Header fields of the new message.',
          rfc: 'RFC 5703 section 6',
        },
      ],
      parameters: [{ name: 'text', type: 'string' }],
    },
  ],
};
