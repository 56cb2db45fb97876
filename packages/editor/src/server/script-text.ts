import { MAX_SCRIPT_BYTES } from '../limits.ts';
import { FailureError } from './failure-error.ts';

/**
 * The text of a script's bytes, a byte-order mark kept, so that {@link encodeScript} gives the same bytes.
 *
 * @throws FailureError 'not-text' or 'too-large'
 */
export function decodeScript(name: string, bytes: Uint8Array): string {
  requireSize(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new FailureError(
      'not-text',
      `The script “${name}” is not valid UTF-8, so that opening it here would damage it. Convert it with the program that wrote it.`,
      { cause },
    );
  }
}

/**
 * The bytes of a script's text.
 *
 * @throws FailureError 'not-text' for half a surrogate pair, or 'too-large'
 */
export function encodeScript(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  requireSize(bytes);
  // An encoder writes U+FFFD for half a pair, silently.
  if (new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) !== text) {
    throw new FailureError(
      'not-text',
      'The script holds half of a character (a lone surrogate) that UTF-8 cannot write. Remove it, then save again.',
    );
  }
  return bytes;
}

function requireSize(bytes: Uint8Array): void {
  if (bytes.length <= MAX_SCRIPT_BYTES) return;
  throw new FailureError(
    'too-large',
    `The script has ${bytes.length} bytes, and the editor takes at most ${MAX_SCRIPT_BYTES}.`,
  );
}
