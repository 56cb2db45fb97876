import { encodeUtf8, stringToOctets } from './octets.ts';

// =?charset*language?encoding?text?= (RFC 2047 section 2, RFC 2231 section 5)
const word = /=\?([^?*\s]+)(?:\*[^?\s]*)?\?([BbQq])\?([^?]*)\?=/g;

/**
 * Undoes the encoded words of a header field (RFC 2047), in UTF-8. White space between two of them goes
 * away, and before the first where nothing else stands there; a word of an unknown charset or with
 * a broken encoding stays as it is.
 */
export function decodeWords(octets: string): string {
  if (!octets.includes('=?')) return octets;
  let text = '';
  let end = 0;
  for (const match of octets.matchAll(word)) {
    const [whole, charset = '', encoding = '', content = ''] = match;
    const decoded = decodeWord(charset, encoding, content);
    if (decoded === null) continue;
    const between = octets.slice(end, match.index);
    if (!/^[ \t\r\n]*$/.test(between)) text += between;
    text += decoded;
    end = match.index + whole.length;
  }
  return text + octets.slice(end);
}

function decodeWord(charset: string, encoding: string, content: string): string | null {
  const octets = encoding.toUpperCase() === 'B' ? decodeBase64(content) : decodeQ(content);
  return octets === null ? null : toUtf8(octets, charset);
}

/** An octet string in a charset, as UTF-8; null where the charset is not known. */
export function toUtf8(octets: string, charset: string): string | null {
  const name = charset.toLowerCase();
  if (name === 'utf-8' || name === 'us-ascii' || name === 'utf8') return octets;
  try {
    return encodeUtf8(new TextDecoder(name).decode(stringToOctets(octets)));
  } catch {
    return null;
  }
}

/** Octets of base64 text, white space left out; null where it is none. */
export function decodeBase64(text: string): string | null {
  const digits = text.replace(/[\s=]/g, '');
  if (!/^[A-Za-z0-9+/]*$/.test(digits) || digits.length % 4 === 1) return null;
  return atob(digits);
}

/** Octets of the encoding "Q" (RFC 2047 section 4.2). */
function decodeQ(text: string): string {
  return text
    .replace(/_/g, ' ')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
}
