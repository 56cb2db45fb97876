import type { Extension } from '../definition.ts';

export const duplicate: Extension = {
  capability: 'duplicate',
  doc: 'Recognises messages that came before.',
  rfc: 'RFC 7352',
  tests: [
    {
      name: 'duplicate',
      doc: 'True when a message of the same id came before.',
      rfc: 'RFC 7352 section 3',
      tags: [
        {
          name: 'handle',
          value: { name: 'handle', type: 'string' },
          doc: 'Keeps a list of its own under this name.',
          rfc: 'RFC 7352 section 3.2',
        },
        {
          name: 'header',
          group: 'unique id',
          value: { name: 'header name', type: 'string', kind: 'header-name' },
          doc: 'Takes this header field for the id instead of Message-ID.',
          rfc: 'RFC 7352 section 3.1',
        },
        {
          name: 'uniqueid',
          group: 'unique id',
          value: { name: 'value', type: 'string' },
          doc: 'Takes this text for the id.',
          rfc: 'RFC 7352 section 3.1',
        },
        {
          name: 'seconds',
          value: { name: 'timeout', type: 'number' },
          doc: 'How long ids are remembered.',
          rfc: 'RFC 7352 section 3.3',
        },
        {
          name: 'last',
          doc: 'Counts the time from the last duplicate, not from the first message.',
          rfc: 'RFC 7352 section 3.3',
        },
      ],
    },
  ],
};
