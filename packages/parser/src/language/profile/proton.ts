import type { Profile } from './definition.ts';

/** Proton Mail. */
export const proton: Profile = {
  name: 'proton',
  title: 'Proton Mail',
  source: 'its documentation of filters, and the scripts that it writes itself',
  capabilities: [
    'comparator-i;ascii-casemap',
    'comparator-i;ascii-numeric',
    'comparator-i;octet',
    'comparator-i;unicode-casemap',
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
  implicit: ['comparator-i;unicode-casemap'],
  lacks: ['envelope "auth"', 'global', 'include'],
  limits: {},
  differences: [],
};
