import type { Extension } from '../definition.ts';

export const redirectDeliverby: Extension = {
  capability: 'redirect-deliverby',
  doc: 'Sets deliver-by options when redirecting.',
  rfc: 'RFC 6009 section 5',
  additions: [
    {
      commands: ['redirect'],
      tags: [
        {
          name: 'bytimerelative',
          group: 'time',
          value: { name: 'limit', type: 'number' },
          doc: 'Seconds within which to deliver.',
          rfc: 'RFC 6009 section 5',
        },
        {
          name: 'bytimeabsolute',
          group: 'time',
          value: { name: 'limit', type: 'string', kind: 'timestamp' },
          doc: 'Time until which to deliver.',
          rfc: 'RFC 6009 section 5',
        },
        {
          name: 'bymode',
          value: { name: 'mode', type: 'string', kind: 'deliver-mode' },
          needs: 'bytimerelative',
          doc: '"notify" or "return".',
          rfc: 'RFC 6009 section 5',
        },
        {
          name: 'bytrace',
          needs: 'bytimerelative',
          doc: 'Asks for a report of each relay.',
          rfc: 'RFC 6009 section 5',
        },
      ],
    },
  ],
};
