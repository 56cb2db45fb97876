import type { Extension } from '../definition.ts';

export const convert: Extension = {
  capability: 'convert',
  doc: 'Converts body parts.',
  rfc: 'RFC 6558',
  commands: [
    {
      name: 'convert',
      kind: 'action',
      doc: 'Converts body parts from one media type to another.',
      rfc: 'RFC 6558',
      parameters: [
        { name: 'from media type', type: 'string' },
        { name: 'to media type', type: 'string' },
        { name: 'transcoding parameters', type: 'string-list' },
      ],
    },
  ],
  tests: [
    {
      name: 'convert',
      doc: 'Converts body parts from one media type to another.',
      rfc: 'RFC 6558',
      parameters: [
        { name: 'from media type', type: 'string' },
        { name: 'to media type', type: 'string' },
        { name: 'transcoding parameters', type: 'string-list' },
      ],
    },
  ],
};
