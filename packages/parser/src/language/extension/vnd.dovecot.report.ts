import type { Extension } from '../definition.ts';

export const vndDovecotReport: Extension = {
  capability: 'vnd.dovecot.report',
  doc: 'Sends abuse reports (RFC 5965).',
  rfc: 'Dovecot Pigeonhole report',
  commands: [
    {
      name: 'report',
      kind: 'action',
      doc: 'Sends the message as an abuse report.',
      rfc: 'Dovecot Pigeonhole report section 3',
      tags: [
        {
          name: 'headers_only',
          doc: 'Sends the header only.',
          rfc: 'Dovecot Pigeonhole report section 3',
        },
      ],
      parameters: [
        { name: 'feedback type', type: 'string', kind: 'feedback-type' },
        { name: 'message', type: 'string' },
        { name: 'address', type: 'string', kind: 'address' },
      ],
    },
  ],
};
