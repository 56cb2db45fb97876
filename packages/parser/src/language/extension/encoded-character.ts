import type { Extension } from '../definition.ts';

export const encodedCharacter: Extension = {
  capability: 'encoded-character',
  doc: 'Writes characters by their hexadecimal number in strings.',
  rfc: 'RFC 5228 section 2.4.2.4',
};
