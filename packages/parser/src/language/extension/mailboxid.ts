import type { Extension } from '../definition.ts';

export const mailboxid: Extension = {
  capability: 'mailboxid',
  doc: 'Names mailboxes by their object id.',
  rfc: 'RFC 9042',
  tests: [
    {
      name: 'mailboxidexists',
      doc: 'True when there are mailboxes of all these ids.',
      rfc: 'RFC 9042 section 4',
      parameters: [{ name: 'object ids', type: 'string-list' }],
    },
  ],
  additions: [
    {
      commands: ['fileinto'],
      tags: [
        {
          name: 'mailboxid',
          value: { name: 'object id', type: 'string' },
          doc: 'Files into the mailbox of this id; the name is what is taken where there is none.',
          rfc: 'RFC 9042 section 3',
        },
      ],
    },
  ],
};
