import type { Extension } from '../definition.ts';

export const environment: Extension = {
  capability: 'environment',
  doc: 'Tests facts about the place in which the script runs.',
  rfc: 'RFC 5183',
  tests: [
    {
      name: 'environment',
      doc: 'Compares an item such as "domain", "host", "location", "phase" or "remote-ip".',
      rfc: 'RFC 5183 section 4',
      uses: ['comparator', 'match-type'],
      parameters: [
        { name: 'item', type: 'string', kind: 'environment-item' },
        { name: 'keys', type: 'string-list', kind: 'match-key' },
      ],
    },
  ],
};
