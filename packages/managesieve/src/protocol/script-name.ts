import { nameLimits } from '../limits.ts';

/** Control characters, DELETE, LINE and PARAGRAPH SEPARATOR: prohibited by RFC 5804, 1.6. */
const prohibited = /[\p{Cc}\u2028\u2029]/u;

/** Half a surrogate pair: not Unicode text, and so without a form in UTF-8. */
const halved = /\p{Cs}/u;

/** Characters that turn the direction of the text around them, and so make names lie. */
const bidirectional = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/**
 * What keeps a script name from being sent, or `null`. Names that some server may hold already are
 * let through, in any normal form: one has to be able to delete them.
 */
export function findNameFault(name: string): string | null {
  if (name === '') return 'is empty';
  if (halved.test(name)) return 'is not valid Unicode';
  if (prohibited.test(name)) return 'has control characters in it';
  if (Buffer.byteLength(name) > nameLimits.octets) {
    return `is longer than ${nameLimits.octets} octets`;
  }
  return null;
}

/**
 * What keeps a script name from being stored, or `null`: besides what cannot be sent, names that
 * are not in normal form C (Net-Unicode, RFC 5198), that turn the direction of the text, or that
 * have more than 128 characters.
 */
export function findStoredNameFault(name: string): string | null {
  const fault = findNameFault(name);
  if (fault !== null) return fault;
  if (name.normalize('NFC') !== name) return 'is not in Unicode normal form C';
  if (bidirectional.test(name)) return 'has characters in it that change the direction of text';
  if ([...name].length > nameLimits.characters) {
    return `is longer than ${nameLimits.characters} characters`;
  }
  return null;
}
