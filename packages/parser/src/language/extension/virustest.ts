import type { Extension } from '../definition.ts';

export const virustest: Extension = {
  capability: 'virustest',
  doc: 'Tests what a virus scanner said, as a number from 0 to 5.',
  rfc: 'RFC 5235 section 3.4',
  tests: [
    {
      name: 'virustest',
      doc: 'Compares the verdict of the virus scanner: 0 not tested, 1 clean, 5 infected.',
      rfc: 'RFC 5235 section 3.4',
      uses: ['comparator', 'match-type'],
      parameters: [{ name: 'value', type: 'string', kind: 'match-key' }],
    },
  ],
};
