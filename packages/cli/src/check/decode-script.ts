import { Failure } from '../failure.ts';

/**
 * The text of a script's bytes.
 *
 * @throws {Failure} when they are no UTF-8 (RFC 5228 section 2.1), or hold a NUL and so are no text
 */
export function decodeScript(bytes: Uint8Array, path: string): string {
  if (bytes.includes(0)) {
    throw new Failure(`${path} is no Sieve script: it holds a NUL byte, as only binary files do.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new Failure(
      `${path} is not in UTF-8, as Sieve scripts must be. Save it as UTF-8 and check it again.`,
      { cause: error },
    );
  }
}
