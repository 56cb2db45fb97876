import type { Extension, TagDefinition } from '../definition.ts';

const rfc = 'draft-martin-sieve-notify-01';
const key = { name: 'key', type: 'string', kind: 'match-key' } as const;
const relation = {
  name: 'relation',
  type: 'string',
  kind: 'relation',
  constant: true,
} as const;

const priorities: readonly TagDefinition[] = [
  { name: 'low', group: 'priority', doc: 'Not urgent.', rfc },
  { name: 'normal', group: 'priority', doc: 'Neither urgent nor not (default).', rfc },
  { name: 'high', group: 'priority', doc: 'Urgent.', rfc },
];

/** Match types that have their key as value, as this draft had them. */
const matches: readonly TagDefinition[] = [
  { name: 'is', group: 'match-type', value: key, doc: 'Equal.', rfc },
  { name: 'contains', group: 'match-type', value: key, doc: 'Holds the key.', rfc },
  { name: 'matches', group: 'match-type', value: key, doc: 'Fits the wildcards.', rfc },
  {
    name: 'regex',
    group: 'match-type',
    value: key,
    requires: 'regex',
    doc: 'Fits the regular expression.',
    rfc,
  },
  {
    name: 'value',
    group: 'match-type',
    value: relation,
    requires: 'relational',
    doc: 'Stands in this relation to the key.',
    rfc,
  },
  {
    name: 'count',
    group: 'match-type',
    value: relation,
    requires: 'relational',
    doc: 'Their number stands in this relation to the key.',
    rfc,
  },
];

/** The draft that became RFC 5435. */
export const notify: Extension = {
  capability: 'notify',
  doc: 'Sends notifications about mail, as of a draft that enotify replaced.',
  rfc,
  excludes: ['enotify'],
  replacedBy: 'enotify',
  commands: [
    {
      name: 'notify',
      kind: 'action',
      doc: 'Sends a notification.',
      rfc,
      tags: [
        {
          name: 'method',
          value: { name: 'method', type: 'string' },
          doc: 'How to notify, such as "mailto".',
          rfc,
        },
        {
          name: 'id',
          value: { name: 'id', type: 'string' },
          doc: 'A name by which denotify takes it back.',
          rfc,
        },
        {
          name: 'options',
          value: { name: 'options', type: 'string-list' },
          doc: 'What the method needs: for "mailto" the addresses.',
          rfc,
        },
        ...priorities,
        {
          name: 'message',
          value: { name: 'message', type: 'string' },
          doc: 'The text of the notification.',
          rfc,
        },
      ],
    },
    {
      name: 'denotify',
      kind: 'action',
      doc: 'Takes back the notifications that were asked for so far, or those that match.',
      rfc,
      tags: [...matches, ...priorities],
      parameters: [{ ...key, optional: true, requires: 'relational' }],
    },
  ],
};
