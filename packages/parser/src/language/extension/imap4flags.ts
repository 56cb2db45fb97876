import type { Extension, Parameter } from '../definition.ts';

const variable = {
  name: 'variable name',
  type: 'string',
  kind: 'variable-name',
  optional: true,
  requires: 'variables',
  constant: true,
} as const satisfies Parameter;
const flags = {
  name: 'flags',
  type: 'string-list',
  kind: 'flag-list',
} as const satisfies Parameter;

export const imap4flags: Extension = {
  capability: 'imap4flags',
  doc: 'Sets IMAP flags and keywords on the message.',
  rfc: 'RFC 5232',
  commands: [
    {
      name: 'setflag',
      kind: 'action',
      doc: 'Replaces the flags that the message will get.',
      rfc: 'RFC 5232 section 3.1',
      parameters: [variable, flags],
    },
    {
      name: 'addflag',
      kind: 'action',
      doc: 'Adds to the flags that the message will get.',
      rfc: 'RFC 5232 section 3.2',
      parameters: [variable, flags],
    },
    {
      name: 'removeflag',
      kind: 'action',
      doc: 'Removes from the flags that the message will get.',
      rfc: 'RFC 5232 section 3.3',
      parameters: [variable, flags],
    },
  ],
  tests: [
    {
      name: 'hasflag',
      doc: 'Compares the flags set so far.',
      rfc: 'RFC 5232 section 4',
      uses: ['match-type', 'comparator'],
      parameters: [
        {
          name: 'variable names',
          type: 'string-list',
          kind: 'variable-read',
          optional: true,
          requires: 'variables',
          constant: true,
        },
        { name: 'flags', type: 'string-list', kind: 'match-key' },
      ],
    },
  ],
  additions: [
    {
      commands: ['keep', 'fileinto'],
      tags: [
        {
          name: 'flags',
          value: flags,
          doc: 'The flags that this copy gets, instead of those set before.',
          rfc: 'RFC 5232 section 5',
        },
      ],
    },
  ],
};
