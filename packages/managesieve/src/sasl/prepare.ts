import { createRequire } from 'node:module';
import type * as library from '@mongodb-js/saslprep';

const require = createRequire(import.meta.url);

/**
 * One form for names and passwords that look the same: SASLprep (RFC 4013) for a query, in which
 * characters younger than Unicode 3.2 are allowed.
 *
 * @throws Error for characters that SASLprep prohibits
 */
export function prepare(text: string): string {
  // ASCII without control characters is its own form.
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  // Its tables take longer to load than a whole session.
  const { saslprep } = require('@mongodb-js/saslprep') as typeof library;
  return saslprep(text, { allowUnassigned: true });
}
