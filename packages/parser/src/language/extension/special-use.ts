import type { Extension } from '../definition.ts';

export const specialUse: Extension = {
  capability: 'special-use',
  doc: 'Finds mailboxes by their use, such as \\Junk, whatever their name.',
  rfc: 'RFC 8579',
  tests: [
    {
      name: 'specialuse_exists',
      doc: 'True when there are mailboxes of all these uses.',
      rfc: 'RFC 8579 section 3',
      parameters: [
        { name: 'mailbox', type: 'string', kind: 'mailbox', optional: true },
        { name: 'special-use attributes', type: 'string-list', kind: 'special-use' },
      ],
    },
  ],
  additions: [
    {
      commands: ['fileinto'],
      tags: [
        {
          name: 'specialuse',
          value: { name: 'attribute', type: 'string', kind: 'special-use' },
          doc: 'Files into the mailbox of this use; the name is what is taken where there is none.',
          rfc: 'RFC 8579 section 4',
        },
      ],
    },
  ],
};
