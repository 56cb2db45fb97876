import type { Extension } from '../definition.ts';

const rfc = 'Cyrus IMAP';

export const vndCyrusLog: Extension = {
  capability: 'vnd.cyrus.log',
  doc: 'Writes to the log.',
  rfc,
  commands: [
    {
      name: 'log',
      kind: 'action',
      doc: 'Writes a line to the log of the server.',
      rfc,
      parameters: [{ name: 'message', type: 'string' }],
    },
  ],
};

export const vndCyrusJmapquery: Extension = {
  capability: 'vnd.cyrus.jmapquery',
  doc: 'Tests messages with a filter of JMAP.',
  rfc,
  tests: [
    {
      name: 'jmapquery',
      doc: 'True when the message passes a filter of JMAP, written in JSON.',
      rfc,
      parameters: [{ name: 'filter', type: 'string' }],
    },
  ],
};

export const vndCyrusImip: Extension = {
  capability: 'vnd.cyrus.imip',
  doc: 'Applies invitations that come by mail to the calendar; an early form of processcalendar.',
  rfc,
  replacedBy: 'processcalendar',
  commands: [
    {
      name: 'processimip',
      kind: 'action',
      doc: 'Applies the calendar data of the message.',
      rfc,
      tags: [
        { name: 'invitesonly', group: 'scope', doc: 'Only new invitations.', rfc },
        { name: 'updatesonly', group: 'scope', doc: 'Only updates of events.', rfc },
        { name: 'deletecanceled', doc: 'Deletes events that were cancelled.', rfc },
        {
          name: 'calendarid',
          value: { name: 'calendar id', type: 'string' },
          doc: 'The calendar for new events.',
          rfc,
        },
        {
          name: 'outcome',
          value: { name: 'variable name', type: 'string', kind: 'variable-name', constant: true },
          requires: 'variables',
          doc: 'Variable for what was done.',
          rfc,
        },
        {
          name: 'errstr',
          value: { name: 'variable name', type: 'string', kind: 'variable-name', constant: true },
          requires: 'variables',
          doc: 'Variable for what went wrong.',
          rfc,
        },
      ],
    },
  ],
};

export const vndCyrusImplicitKeepTarget: Extension = {
  capability: 'vnd.cyrus.implicit_keep_target',
  doc: 'Chooses where messages go that nothing else was done with.',
  rfc,
  commands: [
    {
      name: 'implicit_keep_target',
      kind: 'action',
      doc: 'Names the mailbox of the implicit keep.',
      rfc,
      tags: [
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
      ],
      parameters: [{ name: 'mailbox', type: 'string', kind: 'mailbox' }],
    },
  ],
};

/** Older names of the same. */
export const cyrusAliases: readonly Extension[] = [vndCyrusJmapquery, vndCyrusLog].map(
  ({ capability, doc }) => ({
    capability: capability.replace('vnd.', 'x-').replace('.', '-'),
    doc,
    rfc,
    implies: [capability],
    replacedBy: capability,
  }),
);
