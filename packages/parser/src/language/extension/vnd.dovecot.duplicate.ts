import type { Extension } from '../definition.ts';

const rfc = 'Dovecot Pigeonhole';

/** The form that became RFC 7352, where `:value` is called `:uniqueid`. */
export const vndDovecotDuplicate: Extension = {
  capability: 'vnd.dovecot.duplicate',
  doc: 'Recognises messages that came before; an early form of duplicate.',
  rfc,
  excludes: ['duplicate'],
  replacedBy: 'duplicate',
  tests: [
    {
      name: 'duplicate',
      doc: 'True when a message of the same id came before.',
      rfc,
      tags: [
        {
          name: 'handle',
          value: { name: 'handle', type: 'string' },
          doc: 'Keeps a list of its own under this name.',
          rfc,
        },
        {
          name: 'header',
          group: 'unique id',
          value: { name: 'header name', type: 'string', kind: 'header-name' },
          doc: 'Takes this header field for the id instead of Message-ID.',
          rfc,
        },
        {
          name: 'value',
          group: 'unique id',
          value: { name: 'value', type: 'string' },
          doc: 'Takes this text for the id.',
          rfc,
        },
        {
          name: 'seconds',
          value: { name: 'timeout', type: 'number' },
          doc: 'How long ids are remembered.',
          rfc,
        },
        {
          name: 'last',
          doc: 'Counts the time from the last duplicate, not from the first message.',
          rfc,
        },
      ],
    },
  ],
};
