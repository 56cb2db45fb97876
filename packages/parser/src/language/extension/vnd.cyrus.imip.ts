import type { Extension } from '../definition.ts';

const rfc = 'Cyrus IMAP';

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
