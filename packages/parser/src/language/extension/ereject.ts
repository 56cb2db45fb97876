import type { Extension } from '../definition.ts';

export const ereject: Extension = {
  capability: 'ereject',
  doc: 'Refuses a message in the SMTP dialogue wherever possible.',
  rfc: 'RFC 5429',
  commands: [
    {
      name: 'ereject',
      kind: 'action',
      doc: 'Refuses the message during SMTP where possible.',
      rfc: 'RFC 5429 section 2.1',
      parameters: [{ name: 'reason', type: 'string' }],
    },
  ],
};
