import type { Extension } from '../definition.ts';

export const fileinto: Extension = {
  capability: 'fileinto',
  doc: 'Files messages into other mailboxes than the main one.',
  rfc: 'RFC 5228 section 4.1',
  commands: [
    {
      name: 'fileinto',
      kind: 'action',
      doc: 'Files the message into a mailbox.',
      rfc: 'RFC 5228 section 4.1',
      parameters: [{ name: 'mailbox', type: 'string', kind: 'mailbox' }],
    },
  ],
};
