import type { Extension } from '../definition.ts';

export const extracttext: Extension = {
  capability: 'extracttext',
  doc: 'Stores the text of a MIME part in a variable.',
  rfc: 'RFC 5703 section 7',
  needs: ['variables', 'foreverypart'],
  commands: [
    {
      name: 'extracttext',
      kind: 'action',
      doc: 'Stores the text of the MIME part in a variable.',
      rfc: 'RFC 5703 section 7',
      uses: ['modifier'],
      tags: [
        {
          name: 'first',
          value: { name: 'characters', type: 'number' },
          doc: 'Only so many characters.',
          rfc: 'RFC 5703 section 7',
        },
      ],
      parameters: [
        { name: 'variable name', type: 'string', kind: 'variable-name', constant: true },
      ],
      inside: 'foreverypart',
    },
  ],
};
