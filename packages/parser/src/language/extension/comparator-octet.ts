import type { Extension } from '../definition.ts';

export const comparatorOctet: Extension = {
  capability: 'comparator-i;octet',
  doc: 'Compares octet by octet. Built in: no `require` is needed.',
  rfc: 'RFC 5228 section 2.7.3',
};
