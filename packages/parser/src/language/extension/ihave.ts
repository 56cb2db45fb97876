import type { Extension } from '../definition.ts';

export const ihave: Extension = {
  capability: 'ihave',
  doc: 'Asks for extensions before using them, so that one script runs on many servers.',
  rfc: 'RFC 5463',
  commands: [
    {
      name: 'error',
      kind: 'control',
      doc: 'Ends the script with an error.',
      rfc: 'RFC 5463 section 5',
      parameters: [{ name: 'message', type: 'string' }],
    },
  ],
  tests: [
    {
      name: 'ihave',
      doc: 'True when the server has these extensions, which may then be used without `require`.',
      rfc: 'RFC 5463 section 4',
      parameters: [
        { name: 'capabilities', type: 'string-list', kind: 'capability', constant: true },
      ],
    },
  ],
};
