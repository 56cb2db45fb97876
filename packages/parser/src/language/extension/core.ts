import type { Extension } from '../definition.ts';

/** What every script may use without `require`. */
export const core: Extension = {
  capability: '',
  doc: 'The base language.',
  rfc: 'RFC 5228',
  commands: [
    {
      name: 'if',
      kind: 'control',
      doc: 'Runs its block when the test is true.',
      rfc: 'RFC 5228 section 3.1',
      tests: 'one',
      block: true,
    },
    {
      name: 'elsif',
      kind: 'control',
      doc: 'Runs its block when no test before it in the chain was true and its own is.',
      rfc: 'RFC 5228 section 3.1',
      tests: 'one',
      block: true,
      after: ['if', 'elsif'],
    },
    {
      name: 'else',
      kind: 'control',
      doc: 'Runs its block when no test of the chain was true.',
      rfc: 'RFC 5228 section 3.1',
      block: true,
      after: ['if', 'elsif'],
    },
    {
      name: 'require',
      kind: 'control',
      doc: 'Names the extensions that the script uses; stands before all other commands.',
      rfc: 'RFC 5228 section 3.2',
      parameters: [{ name: 'capabilities', type: 'string-list', kind: 'capability' }],
    },
    {
      name: 'stop',
      kind: 'control',
      doc: 'Ends the script; the message is kept unless an action said otherwise.',
      rfc: 'RFC 5228 section 3.3',
    },
    {
      name: 'keep',
      kind: 'action',
      doc: 'Files the message into the main mailbox.',
      rfc: 'RFC 5228 section 4.3',
    },
    {
      name: 'discard',
      kind: 'action',
      doc: 'Drops the message silently, unless another action files or sends it.',
      rfc: 'RFC 5228 section 4.4',
    },
    {
      name: 'redirect',
      kind: 'action',
      doc: 'Sends the message on to another address.',
      rfc: 'RFC 5228 section 4.2',
      parameters: [{ name: 'address', type: 'string', kind: 'address' }],
    },
  ],
  tests: [
    {
      name: 'address',
      doc: 'Compares the addresses in header fields.',
      rfc: 'RFC 5228 section 5.1',
      uses: ['comparator', 'address-part', 'match-type'],
      parameters: [
        { name: 'header names', type: 'string-list', kind: 'address-header' },
        { name: 'keys', type: 'string-list', kind: 'match-key' },
      ],
    },
    {
      name: 'allof',
      doc: 'True when all of its tests are.',
      rfc: 'RFC 5228 section 5.2',
      tests: 'list',
    },
    {
      name: 'anyof',
      doc: 'True when one of its tests is.',
      rfc: 'RFC 5228 section 5.3',
      tests: 'list',
    },
    {
      name: 'exists',
      doc: 'True when the message has all of these header fields.',
      rfc: 'RFC 5228 section 5.5',
      parameters: [{ name: 'header names', type: 'string-list', kind: 'header-name' }],
    },
    { name: 'false', doc: 'Never true.', rfc: 'RFC 5228 section 5.6' },
    {
      name: 'header',
      doc: 'Compares the values of header fields.',
      rfc: 'RFC 5228 section 5.7',
      uses: ['comparator', 'match-type'],
      parameters: [
        { name: 'header names', type: 'string-list', kind: 'header-name' },
        { name: 'keys', type: 'string-list', kind: 'match-key' },
      ],
    },
    {
      name: 'not',
      doc: 'True when its test is false.',
      rfc: 'RFC 5228 section 5.8',
      tests: 'one',
    },
    {
      name: 'size',
      doc: 'Compares the size of the message in octets; exactly the limit is neither over nor under.',
      rfc: 'RFC 5228 section 5.9',
      choose: 'limit',
      tags: [
        {
          name: 'over',
          group: 'limit',
          doc: 'True for messages larger than the limit.',
          rfc: 'RFC 5228 section 5.9',
        },
        {
          name: 'under',
          group: 'limit',
          doc: 'True for messages smaller than the limit.',
          rfc: 'RFC 5228 section 5.9',
        },
      ],
      parameters: [{ name: 'limit', type: 'number' }],
    },
    { name: 'true', doc: 'Always true.', rfc: 'RFC 5228 section 5.10' },
  ],
  matchTypes: [
    { name: 'is', doc: 'The whole value equals the key (default).', rfc: 'RFC 5228 section 2.7.1' },
    { name: 'contains', doc: 'The key is part of the value.', rfc: 'RFC 5228 section 2.7.1' },
    {
      name: 'matches',
      doc: 'The value fits a pattern: `*` for any characters, `?` for one.',
      rfc: 'RFC 5228 section 2.7.1',
    },
  ],
  addressParts: [
    { name: 'all', doc: 'The whole address (default).', rfc: 'RFC 5228 section 2.7.4' },
    { name: 'localpart', doc: 'What stands before the @.', rfc: 'RFC 5228 section 2.7.4' },
    { name: 'domain', doc: 'What stands after the @.', rfc: 'RFC 5228 section 2.7.4' },
  ],
  comparators: [
    { name: 'i;octet', substring: true },
    { name: 'i;ascii-casemap', substring: true },
  ],
};
