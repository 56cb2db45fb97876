import type { Extension } from '../definition.ts';

export const vacationSeconds: Extension = {
  capability: 'vacation-seconds',
  doc: 'Lets `vacation` count its period in seconds.',
  rfc: 'RFC 6131',
  implies: ['vacation'],
  additions: [
    {
      commands: ['vacation'],
      tags: [
        {
          name: 'seconds',
          group: 'period',
          value: { name: 'seconds', type: 'number' },
          doc: 'How many seconds the same sender gets no further answer.',
          rfc: 'RFC 6131 section 2',
        },
      ],
    },
  ],
};
