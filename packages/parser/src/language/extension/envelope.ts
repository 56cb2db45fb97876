import type { Extension } from '../definition.ts';

export const envelope: Extension = {
  capability: 'envelope',
  doc: 'Tests the addresses with which the message was sent by SMTP.',
  rfc: 'RFC 5228 section 5.4',
  tests: [
    {
      name: 'envelope',
      doc: 'Compares a part of the SMTP envelope.',
      rfc: 'RFC 5228 section 5.4',
      uses: ['comparator', 'address-part', 'match-type'],
      parameters: [
        { name: 'envelope parts', type: 'string-list', kind: 'envelope-part' },
        { name: 'keys', type: 'string-list', kind: 'match-key' },
      ],
    },
  ],
  envelopeParts: ['from', 'to', 'auth'],
};
