import type { Extension } from '../definition.ts';

export const fcc: Extension = {
  capability: 'fcc',
  doc: 'Files a copy of what `vacation` or `notify` sends.',
  rfc: 'RFC 8580',
  additions: [
    {
      commands: ['vacation', 'notify'],
      tags: [
        {
          name: 'fcc',
          value: { name: 'mailbox', type: 'string', kind: 'mailbox' },
          doc: 'The mailbox for the copy.',
          rfc: 'RFC 8580 section 3',
        },
        {
          name: 'create',
          needs: 'fcc',
          requires: 'mailbox',
          doc: 'Creates that mailbox where it does not exist.',
          rfc: 'RFC 8580 section 3.1',
        },
        {
          name: 'flags',
          value: { name: 'flags', type: 'string-list', kind: 'flag-list' },
          needs: 'fcc',
          requires: 'imap4flags',
          doc: 'The flags of the copy.',
          rfc: 'RFC 8580 section 3.1',
        },
        {
          name: 'specialuse',
          value: { name: 'attribute', type: 'string', kind: 'special-use' },
          needs: 'fcc',
          requires: 'special-use',
          doc: 'Files into the mailbox of this use.',
          rfc: 'RFC 8580 section 3.1',
        },
        {
          name: 'mailboxid',
          value: { name: 'object id', type: 'string' },
          needs: 'fcc',
          requires: 'mailboxid',
          doc: 'Files into the mailbox of this id.',
          rfc: 'RFC 9042 section 5',
        },
      ],
    },
  ],
};
