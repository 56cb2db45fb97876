import type { Profile } from './definition.ts';

/** Proton Mail. */
export const proton: Profile = {
  name: 'proton',
  title: 'Proton Mail',
  capabilities: [
    'comparator-i;ascii-casemap',
    'comparator-i;ascii-numeric',
    'comparator-i;octet',
    'date',
    'envelope',
    'environment',
    'extlists',
    'fileinto',
    'imap4flags',
    'include',
    'regex',
    'reject',
    'relational',
    'spamtest',
    'vacation',
    'variables',
    'vnd.proton.eval',
    'vnd.proton.expire',
  ],
  optional: [],
  lacks: ['envelope "auth"', 'global', 'include'],
  limits: {},
  differences: [],
};
