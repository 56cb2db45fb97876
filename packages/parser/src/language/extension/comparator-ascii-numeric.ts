import type { Extension } from '../definition.ts';

export const comparatorAsciiNumeric: Extension = {
  capability: 'comparator-i;ascii-numeric',
  doc: 'Compares the numbers with which strings begin; a string without one is larger than all.',
  rfc: 'RFC 4790 section 9.1',
  comparators: [{ name: 'i;ascii-numeric', substring: false }],
};
