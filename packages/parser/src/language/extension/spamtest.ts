import type { Extension } from '../definition.ts';

export const spamtest: Extension = {
  capability: 'spamtest',
  doc: 'Tests what a spam filter said, as a number from 0 to 10.',
  rfc: 'RFC 5235 section 3.2',
  tests: [
    {
      name: 'spamtest',
      doc: 'Compares the verdict of the spam filter: 0 not tested, 1 clean, 10 spam.',
      rfc: 'RFC 5235 section 3.2',
      uses: ['comparator', 'match-type'],
      tags: [
        {
          name: 'percent',
          requires: 'spamtestplus',
          doc: 'Takes 0 to 100 instead of 0 to 10.',
          rfc: 'RFC 5235 section 3.2',
        },
      ],
      parameters: [{ name: 'value', type: 'string', kind: 'match-key' }],
    },
  ],
};
