import type { Extension } from '../definition.ts';

export const processcalendar: Extension = {
  capability: 'processcalendar',
  doc: 'Applies invitations that come by mail to the calendar.',
  rfc: 'RFC 9671',
  commands: [
    {
      name: 'processcalendar',
      kind: 'action',
      doc: 'Applies the calendar data of the message.',
      rfc: 'RFC 9671',
      tags: [
        { name: 'allowpublic', doc: 'Takes public events too.', rfc: 'RFC 9671' },
        {
          name: 'addresses',
          value: { name: 'addresses', type: 'string-list' },
          doc: 'Further addresses of one’s own.',
          rfc: 'RFC 9671',
        },
        {
          name: 'updatesonly',
          group: 'target',
          doc: 'Only updates of events that are there.',
          rfc: 'RFC 9671',
        },
        {
          name: 'calendarid',
          group: 'target',
          value: { name: 'calendar id', type: 'string' },
          doc: 'The calendar for new events.',
          rfc: 'RFC 9671',
        },
        { name: 'deletecancelled', doc: 'Deletes events that were cancelled.', rfc: 'RFC 9671' },
        {
          name: 'organizers',
          value: { name: 'list name', type: 'string' },
          requires: 'extlists',
          doc: 'Takes mail of the organizers in this list only.',
          rfc: 'RFC 9671',
        },
        {
          name: 'outcome',
          value: { name: 'variable name', type: 'string', kind: 'variable-name', constant: true },
          requires: 'variables',
          doc: 'Variable for what was done.',
          rfc: 'RFC 9671',
        },
        {
          name: 'reason',
          value: { name: 'variable name', type: 'string', kind: 'variable-name', constant: true },
          requires: 'variables',
          doc: 'Variable for why it was done.',
          rfc: 'RFC 9671',
        },
      ],
    },
  ],
};
