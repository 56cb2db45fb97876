import type { Profile } from './definition.ts';
import { pigeonhole05 } from './pigeonhole-0.5.ts';

/** The old drafts were taken out. */
const gone = new Set(['imapflags', 'notify', 'vnd.dovecot.duplicate']);

/** Pigeonhole 2.4, the Sieve of Dovecot 2.4; `extlists` since 2.4.2. */
export const pigeonhole24: Profile = {
  ...pigeonhole05,
  name: 'pigeonhole-2.4',
  title: 'Pigeonhole 2.4 (Dovecot 2.4)',
  source: 'its source and documentation, and what 0.5 answers',
  capabilities: [...(pigeonhole05.capabilities ?? []), 'comparator-i;unicode-casemap', 'extlists'],
  optional: pigeonhole05.optional.filter((name) => !gone.has(name)),
};
