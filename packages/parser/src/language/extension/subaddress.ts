import type { Extension } from '../definition.ts';

export const subaddress: Extension = {
  capability: 'subaddress',
  doc: 'Compares the parts of addresses such as user+detail@example.org.',
  rfc: 'RFC 5233',
  addressParts: [
    { name: 'user', doc: 'What stands before the separator.', rfc: 'RFC 5233 section 4' },
    {
      name: 'detail',
      doc: 'What stands between the separator and the @; no match without a separator.',
      rfc: 'RFC 5233 section 4',
    },
  ],
};
