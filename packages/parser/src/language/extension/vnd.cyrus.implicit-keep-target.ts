import type { Extension } from '../definition.ts';

const rfc = 'Cyrus IMAP';

export const vndCyrusImplicitKeepTarget: Extension = {
  capability: 'vnd.cyrus.implicit_keep_target',
  doc: 'Chooses where messages go that nothing else was done with.',
  rfc,
  commands: [
    {
      name: 'implicit_keep_target',
      kind: 'action',
      doc: 'Names the mailbox of the implicit keep.',
      rfc,
      tags: [
        {
          name: 'specialuse',
          value: { name: 'attribute', type: 'string', kind: 'special-use' },
          requires: 'special-use',
          doc: 'The mailbox of this use.',
          rfc,
        },
        {
          name: 'mailboxid',
          value: { name: 'object id', type: 'string' },
          requires: 'mailboxid',
          doc: 'The mailbox of this id.',
          rfc,
        },
      ],
      parameters: [{ name: 'mailbox', type: 'string', kind: 'mailbox' }],
    },
  ],
};
