import type { Extension } from '../definition.ts';

export const extlists: Extension = {
  capability: 'extlists',
  doc: 'Compares with lists kept outside of the script, such as an address book.',
  rfc: 'RFC 6134',
  tests: [
    {
      name: 'valid_ext_list',
      doc: 'True when the server knows all of these lists.',
      rfc: 'RFC 6134 section 2.8',
      parameters: [{ name: 'list names', type: 'string-list' }],
    },
  ],
  additions: [
    {
      commands: ['redirect'],
      tags: [
        {
          name: 'list',
          doc: 'Redirects to the members of the named list.',
          rfc: 'RFC 6134 section 2.3',
        },
      ],
    },
  ],
  matchTypes: [
    { name: 'list', doc: 'The value is in one of the named lists.', rfc: 'RFC 6134 section 2.2' },
  ],
};
