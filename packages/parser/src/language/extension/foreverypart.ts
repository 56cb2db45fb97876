import type { Extension } from '../definition.ts';

export const foreverypart: Extension = {
  capability: 'foreverypart',
  doc: 'Runs commands for each MIME part.',
  rfc: 'RFC 5703 section 3',
  commands: [
    {
      name: 'foreverypart',
      kind: 'control',
      doc: 'Runs its block once for each MIME part.',
      rfc: 'RFC 5703 section 3',
      tags: [
        {
          name: 'name',
          value: { name: 'name', type: 'string' },
          doc: 'A name for break to end this loop.',
          rfc: 'RFC 5703 section 3.2',
        },
      ],
      block: true,
    },
    {
      name: 'break',
      kind: 'control',
      doc: 'Ends the loop.',
      rfc: 'RFC 5703 section 3.2',
      tags: [
        {
          name: 'name',
          value: { name: 'name', type: 'string' },
          doc: 'Ends the loop of this name.',
          rfc: 'RFC 5703 section 3.2',
        },
      ],
      inside: 'foreverypart',
    },
  ],
};
