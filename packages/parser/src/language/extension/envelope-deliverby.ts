import type { Extension } from '../definition.ts';

export const envelopeDeliverby: Extension = {
  capability: 'envelope-deliverby',
  doc: 'Tests the deliver-by options of SMTP.',
  rfc: 'RFC 6009 section 4',
  envelopeParts: ['bytimeabsolute', 'bytimerelative', 'bymode', 'bytrace'],
  additions: [
    {
      tests: ['envelope'],
      tags: [
        {
          name: 'zone',
          value: { name: 'time zone', type: 'string', kind: 'zone' },
          doc: 'Shifts "bytimeabsolute" to this offset from UTC.',
          rfc: 'RFC 6009 section 4',
        },
      ],
    },
  ],
};
