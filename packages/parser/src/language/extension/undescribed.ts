import type { Extension } from '../definition.ts';

/** Capabilities of which only the name is known: whatever they add is let pass. */
const names: readonly (readonly [name: string, doc: string, replacedBy?: string])[] = [
  ['imapflags', 'IMAP flags as of an old draft.', 'imap4flags'],
  ['notify', 'Notifications as of an old draft.', 'enotify'],
  ['snooze', 'Holds a message back until later.'],
  ['vnd.cyrus.imip', 'Calendar data in Cyrus.', 'processcalendar'],
  ['vnd.cyrus.implicit_keep_target', 'Where Cyrus keeps a message.'],
  ['vnd.cyrus.jmapquery', 'Queries in JSON, in Cyrus.'],
  ['vnd.cyrus.log', 'Log lines in Cyrus.'],
  ['vnd.cyrus.redirect-multiple', 'Redirects to several addresses in Cyrus.'],
  ['vnd.cyrus.snooze', 'Holds a message back until later, in Cyrus.', 'snooze'],
  ['vnd.dovecot.duplicate', 'An early form of duplicate.', 'duplicate'],
  ['vnd.dovecot.testsuite', 'Commands for tests of scripts in Pigeonhole.'],
  ['vnd.proton.eval', 'Arithmetic in Proton Mail.'],
  ['vnd.proton.expire', 'Messages that expire, in Proton Mail.'],
  ['vnd.stalwart.expressions', 'Expressions in Stalwart.'],
  ['vnd.stalwart.while', 'Loops in Stalwart.'],
  ['x-cyrus-jmapquery', 'Queries in JSON, in Cyrus.'],
  ['x-cyrus-log', 'Log lines in Cyrus.'],
  ['x-cyrus-snooze', 'Holds a message back until later, in Cyrus.'],
];

export const undescribed: readonly Extension[] = names.map(([capability, doc, replacedBy]) => ({
  capability,
  doc,
  rfc: '',
  described: false,
  ...(replacedBy === undefined ? {} : { replacedBy }),
}));
