import type { Extension } from '../definition.ts';

export const variables: Extension = {
  capability: 'variables',
  doc: 'Named values: `set` stores them, a name in braces after a dollar sign stands for them.',
  rfc: 'RFC 5229',
  commands: [
    {
      name: 'set',
      kind: 'action',
      doc: 'Stores a value in a variable.',
      rfc: 'RFC 5229 section 4',
      uses: ['modifier'],
      parameters: [
        { name: 'name', type: 'string', kind: 'variable-name', constant: true },
        { name: 'value', type: 'string' },
      ],
    },
  ],
  tests: [
    {
      name: 'string',
      doc: 'Compares strings of the script, after variables were replaced.',
      rfc: 'RFC 5229 section 5',
      uses: ['match-type', 'comparator'],
      parameters: [
        { name: 'source', type: 'string-list' },
        { name: 'keys', type: 'string-list', kind: 'match-key' },
      ],
    },
  ],
  modifiers: [
    {
      name: 'lower',
      precedence: 40,
      doc: 'Turns ASCII letters to lower case.',
      rfc: 'RFC 5229 section 4.1.3',
    },
    {
      name: 'upper',
      precedence: 40,
      doc: 'Turns ASCII letters to upper case.',
      rfc: 'RFC 5229 section 4.1.3',
    },
    {
      name: 'lowerfirst',
      precedence: 30,
      doc: 'Turns the first letter to lower case.',
      rfc: 'RFC 5229 section 4.1.3',
    },
    {
      name: 'upperfirst',
      precedence: 30,
      doc: 'Turns the first letter to upper case.',
      rfc: 'RFC 5229 section 4.1.3',
    },
    {
      name: 'quotewildcard',
      precedence: 20,
      doc: 'Quotes `*`, `?` and `\\` so that `:matches` takes them literally.',
      rfc: 'RFC 5229 section 4.1.2',
    },
    {
      name: 'length',
      precedence: 10,
      doc: 'Stores the number of characters instead of the value.',
      rfc: 'RFC 5229 section 4.1.1',
    },
  ],
};
