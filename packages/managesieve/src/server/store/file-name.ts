import { createHash } from 'node:crypto';

/** File systems take 255 octets; a suffix must fit, too. */
const longest = 200;

/**
 * Writes any text as a file name that says no more than itself: lower-case letters, digits, `-`
 * and `_` as they are, an upper-case letter with `+` before it, every other octet of UTF-8 as `%`
 * and two digits. So `..` and `a/b` are harmless, and names that differ in case alone stay apart
 * where the file system does not tell them apart. What gets too long for a file name becomes `~`
 * and its SHA-256.
 */
export function encodeFileName(text: string): string {
  const encoded = text.replace(/[^a-z\d_-]/gu, (character) =>
    /[A-Z]/.test(character) ? `+${character.toLowerCase()}` : percentEncode(character),
  );
  return encoded.length <= longest
    ? encoded
    : `~${createHash('sha256').update(text).digest('hex')}`;
}

/** Whether it is a hash, which cannot be read back. */
export function isHashed(fileName: string): boolean {
  return fileName.startsWith('~');
}

/** Reads back what `encodeFileName` wrote; `null` when it did not write that. */
export function decodeFileName(fileName: string): string | null {
  const escaped = fileName.replace(/\+([a-z])/g, (_, letter: string) => letter.toUpperCase());
  try {
    const text = decodeURIComponent(escaped);
    return encodeFileName(text) === fileName ? text : null;
  } catch {
    return null;
  }
}

function percentEncode(character: string): string {
  return Buffer.from(character).toString('hex').replace(/../g, '%$&');
}
