import type { Extension } from '../definition.ts';

/** Capabilities of which only the name is known: whatever they add is let pass. */
const names: readonly (readonly [name: string, doc: string, replacedBy?: string])[] = [
  ['imapflags', 'IMAP flags as of an old draft.', 'imap4flags'],
  ['notify', 'Notifications as of an old draft.', 'enotify'],
  ['vnd.cyrus.redirect-multiple', 'Redirects to several addresses in Cyrus.'],
  ['vnd.dovecot.duplicate', 'An early form of duplicate.', 'duplicate'],
  ['vnd.dovecot.testsuite', 'Commands for tests of scripts in Pigeonhole.'],
  ['vnd.stalwart.while', 'Loops in Stalwart.'],
];

export const undescribed: readonly Extension[] = names.map(([capability, doc, replacedBy]) => ({
  capability,
  doc,
  rfc: '',
  described: false,
  ...(replacedBy === undefined ? {} : { replacedBy }),
}));
