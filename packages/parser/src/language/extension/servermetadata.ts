import type { Extension } from '../definition.ts';

export const servermetadata: Extension = {
  capability: 'servermetadata',
  doc: 'Tests the annotations of the server.',
  rfc: 'RFC 5490 section 5',
  tests: [
    {
      name: 'servermetadata',
      doc: 'Compares an annotation of the server.',
      rfc: 'RFC 5490 section 5.1',
      uses: ['comparator', 'match-type'],
      parameters: [
        { name: 'annotation name', type: 'string', kind: 'annotation' },
        { name: 'keys', type: 'string-list', kind: 'match-key' },
      ],
    },
    {
      name: 'servermetadataexists',
      doc: 'True when the server has all of these annotations.',
      rfc: 'RFC 5490 section 5.2',
      parameters: [{ name: 'annotation names', type: 'string-list', kind: 'annotation' }],
    },
  ],
};
