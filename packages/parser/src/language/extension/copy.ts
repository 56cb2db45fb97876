import type { Extension } from '../definition.ts';

export const copy: Extension = {
  capability: 'copy',
  doc: 'Lets an action take a copy while the message goes on as before.',
  rfc: 'RFC 3894',
  additions: [
    {
      commands: ['fileinto', 'redirect', 'pipe'],
      tags: [
        {
          name: 'copy',
          doc: 'Does not cancel the implicit keep.',
          rfc: 'RFC 3894 section 3',
        },
      ],
    },
  ],
};
