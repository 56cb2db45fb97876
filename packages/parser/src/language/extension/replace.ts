import type { Extension } from '../definition.ts';

export const replace: Extension = {
  capability: 'replace',
  doc: 'Replaces MIME parts.',
  rfc: 'RFC 5703 section 5',
  commands: [
    {
      name: 'replace',
      kind: 'action',
      doc: 'Replaces the MIME part, or the whole message, by another.',
      rfc: 'RFC 5703 section 5',
      tags: [
        {
          name: 'mime',
          doc: 'The replacement is a MIME entity with its own header.',
          rfc: 'RFC 5703 section 5',
        },
        {
          name: 'subject',
          value: { name: 'subject', type: 'string' },
          doc: 'The subject of the new message.',
          rfc: 'RFC 5703 section 5',
        },
        {
          name: 'from',
          value: { name: 'address', type: 'string' },
          doc: 'The From address of the new message.',
          rfc: 'RFC 5703 section 5',
        },
      ],
      parameters: [{ name: 'replacement', type: 'string' }],
    },
  ],
};
