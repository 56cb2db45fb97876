import type { Extension } from '../definition.ts';

export const comparatorUnicodeCasemap: Extension = {
  capability: 'comparator-i;unicode-casemap',
  doc: 'Compares without regard to case in all scripts of Unicode.',
  rfc: 'RFC 5051',
  comparators: [{ name: 'i;unicode-casemap', substring: true }],
};
