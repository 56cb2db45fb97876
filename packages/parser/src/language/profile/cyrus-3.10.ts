import { cyrus36 } from './cyrus-3.6.ts';
import type { Profile } from './definition.ts';

/** The old drafts were taken out. */
const gone = new Set(['imapflags', 'notify']);

/** Cyrus IMAP 3.10; lists are those of a CardDAV address book. */
export const cyrus310: Profile = {
  ...cyrus36,
  name: 'cyrus-3.10',
  title: 'Cyrus IMAP 3.10',
  source: 'its source',
  capabilities: [
    ...(cyrus36.capabilities ?? []).filter((name) => !gone.has(name)),
    'comparator-i;unicode-casemap',
    'processcalendar',
    'vnd.cyrus.implicit_keep_target',
  ],
  optional: ['extlists'],
};
