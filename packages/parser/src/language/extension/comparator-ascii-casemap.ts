import type { Extension } from '../definition.ts';

export const comparatorAsciiCasemap: Extension = {
  capability: 'comparator-i;ascii-casemap',
  doc: 'Compares without regard to the case of ASCII letters (default). Built in.',
  rfc: 'RFC 5228 section 2.7.3',
};
