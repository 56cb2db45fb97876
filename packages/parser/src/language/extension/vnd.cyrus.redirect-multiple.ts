import type { Extension } from '../definition.ts';

const rfc = 'Cyrus IMAP';

export const vndCyrusRedirectMultiple: Extension = {
  capability: 'vnd.cyrus.redirect-multiple',
  doc: 'Redirects to several addresses at once.',
  rfc,
  commands: [
    {
      name: 'redirect',
      kind: 'action',
      doc: 'Sends the message on to other addresses.',
      rfc,
      parameters: [{ name: 'addresses', type: 'string-list', kind: 'address' }],
    },
  ],
};
