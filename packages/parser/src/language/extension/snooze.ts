import type { Extension } from '../definition.ts';

const rfc = 'draft-ietf-extra-sieve-snooze';

export const snooze: Extension = {
  capability: 'snooze',
  doc: 'Holds a message back until later.',
  rfc,
  commands: [
    {
      name: 'snooze',
      kind: 'action',
      doc: 'Holds the message back until the next of these times.',
      rfc,
      tags: [
        {
          name: 'mailbox',
          value: { name: 'mailbox', type: 'string', kind: 'mailbox' },
          doc: 'The mailbox into which the message comes back.',
          rfc,
        },
        {
          name: 'create',
          requires: 'mailbox',
          doc: 'Creates that mailbox where it does not exist.',
          rfc,
        },
        {
          name: 'specialuse',
          value: { name: 'attribute', type: 'string', kind: 'special-use' },
          requires: 'special-use',
          doc: 'The mailbox of this use.',
          rfc,
        },
        {
          name: 'mailboxid',
          value: { name: 'object id', type: 'string' },
          requires: 'mailboxid',
          doc: 'The mailbox of this id.',
          rfc,
        },
        {
          name: 'addflags',
          value: { name: 'flags', type: 'string-list', kind: 'flag-list' },
          requires: 'imap4flags',
          doc: 'Flags to add when it comes back.',
          rfc,
        },
        {
          name: 'removeflags',
          value: { name: 'flags', type: 'string-list', kind: 'flag-list' },
          requires: 'imap4flags',
          doc: 'Flags to remove when it comes back.',
          rfc,
        },
        {
          name: 'weekdays',
          value: { name: 'weekdays', type: 'string-list', kind: 'weekday' },
          doc: 'The days of the week, 0 for Sunday to 6, on which it may come back.',
          rfc,
        },
        {
          name: 'tzid',
          value: { name: 'time zone', type: 'string' },
          doc: 'The time zone of the times, such as Europe/Berlin.',
          rfc,
        },
      ],
      parameters: [{ name: 'times', type: 'string-list', kind: 'clock-time' }],
    },
  ],
};

/** Older names of the same. */
export const snoozeAliases: readonly Extension[] = ['vnd.cyrus.snooze', 'x-cyrus-snooze'].map(
  (capability) => ({
    capability,
    doc: 'Holds a message back until later; an older name of snooze.',
    rfc,
    implies: ['snooze'],
    replacedBy: 'snooze',
  }),
);
