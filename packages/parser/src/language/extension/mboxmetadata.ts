import type { Extension } from '../definition.ts';

export const mboxmetadata: Extension = {
  capability: 'mboxmetadata',
  doc: 'Tests the annotations of mailboxes.',
  rfc: 'RFC 5490 section 4',
  tests: [
    {
      name: 'metadata',
      doc: 'Compares an annotation of a mailbox.',
      rfc: 'RFC 5490 section 4.1',
      uses: ['comparator', 'match-type'],
      parameters: [
        { name: 'mailbox', type: 'string', kind: 'mailbox' },
        { name: 'annotation name', type: 'string', kind: 'annotation' },
        { name: 'keys', type: 'string-list', kind: 'match-key' },
      ],
    },
    {
      name: 'metadataexists',
      doc: 'True when the mailbox has all of these annotations.',
      rfc: 'RFC 5490 section 4.2',
      parameters: [
        { name: 'mailbox', type: 'string', kind: 'mailbox' },
        { name: 'annotation names', type: 'string-list', kind: 'annotation' },
      ],
    },
  ],
};
