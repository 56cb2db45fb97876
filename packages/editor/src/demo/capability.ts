/** What the demo's server says that its Sieve can do: what a common mail server has. */
export const capabilities: readonly string[] = [
  'body',
  'comparator-i;ascii-numeric',
  'copy',
  'date',
  'encoded-character',
  'envelope',
  'fileinto',
  'imap4flags',
  'mailbox',
  'regex',
  'relational',
  'subaddress',
  'vacation',
  'variables',
];
