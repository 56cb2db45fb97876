import type { Extension } from '../definition.ts';

export const redirectDsn: Extension = {
  capability: 'redirect-dsn',
  doc: 'Sets delivery status options when redirecting.',
  rfc: 'RFC 6009 section 3',
  additions: [
    {
      commands: ['redirect'],
      tags: [
        {
          name: 'notify',
          value: { name: 'value', type: 'string', kind: 'dsn-notify' },
          doc: 'When to report about the delivery.',
          rfc: 'RFC 6009 section 3',
        },
        {
          name: 'ret',
          value: { name: 'value', type: 'string', kind: 'dsn-return' },
          doc: 'What to return: "FULL" or "HDRS".',
          rfc: 'RFC 6009 section 3',
        },
      ],
    },
  ],
};
