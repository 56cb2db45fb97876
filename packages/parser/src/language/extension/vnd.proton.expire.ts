import type { Extension } from '../definition.ts';

const rfc = 'Proton Mail';

export const vndProtonExpire: Extension = {
  capability: 'vnd.proton.expire',
  doc: 'Deletes messages after a time.',
  rfc,
  commands: [
    {
      name: 'expire',
      kind: 'action',
      doc: 'Deletes the message after a time, of 730 days at most.',
      rfc,
      parameters: [
        { name: 'unit', type: 'string', kind: 'time-unit' },
        { name: 'value', type: 'string' },
      ],
    },
    { name: 'unexpire', kind: 'action', doc: 'Keeps a message that would expire.', rfc },
  ],
  tests: [
    { name: 'hasexpiration', doc: 'True when the message expires.', rfc },
    {
      name: 'expiration',
      doc: 'Compares the time until the message expires.',
      rfc,
      uses: ['comparator', 'match-type'],
      parameters: [
        { name: 'unit', type: 'string', kind: 'time-unit' },
        { name: 'keys', type: 'string-list', kind: 'match-key' },
      ],
    },
  ],
};
