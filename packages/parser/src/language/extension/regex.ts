import type { Extension } from '../definition.ts';

export const regex: Extension = {
  capability: 'regex',
  doc: 'Compares with POSIX extended regular expressions.',
  rfc: 'draft-ietf-sieve-regex',
  matchTypes: [
    {
      name: 'regex',
      doc: 'The value fits a POSIX extended regular expression.',
      rfc: 'draft-ietf-sieve-regex section 3',
    },
  ],
  modifiers: [
    {
      name: 'quoteregex',
      precedence: 20,
      doc: 'Quotes what `:regex` would take as an operator.',
      rfc: 'draft-ietf-sieve-regex section 5',
    },
  ],
};
