import type { Extension } from '../definition.ts';

export const mailbox: Extension = {
  capability: 'mailbox',
  doc: 'Asks whether mailboxes exist, and creates them.',
  rfc: 'RFC 5490 section 3',
  tests: [
    {
      name: 'mailboxexists',
      doc: 'True when all of these mailboxes exist and can be filed into.',
      rfc: 'RFC 5490 section 3.1',
      parameters: [{ name: 'mailboxes', type: 'string-list', kind: 'mailbox' }],
    },
  ],
  additions: [
    {
      commands: ['fileinto'],
      tags: [
        {
          name: 'create',
          doc: 'Creates the mailbox where it does not exist.',
          rfc: 'RFC 5490 section 3.2',
        },
      ],
    },
  ],
};
