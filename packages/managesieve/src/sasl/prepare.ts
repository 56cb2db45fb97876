import { saslprep } from '@mongodb-js/saslprep';

/**
 * One form for names and passwords that look the same: SASLprep (RFC 4013) for a query, in which
 * characters younger than Unicode 3.2 are allowed.
 *
 * @throws Error for characters that SASLprep prohibits
 */
export function prepare(text: string): string {
  // ASCII without control characters is its own form; the tables are loaded by the library.
  return /^[\x20-\x7e]*$/.test(text) ? text : saslprep(text, { allowUnassigned: true });
}
