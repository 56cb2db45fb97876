import { decodeUtf8, stringToOctets } from './octets.ts';

// =?charset*language?encoding?text?= (RFC 2047 section 2, RFC 2231 section 5)
const word = /=\?([^?*\s]+)(?:\*[^?\s]*)?\?([BbQq])\?([^?]*)\?=/g;

/**
 * Undoes the encoded words of a header field (RFC 2047). Octets outside of them are read as UTF-8.
 * White space between two of them goes away; a word of an unknown charset or with a broken encoding
 * stays as it is.
 */
export function decodeWords(octets: string): string {
  if (!octets.includes('=?')) return decodeUtf8(octets);
  let text = '';
  let end = 0;
  let afterWord = false;
  for (const match of octets.matchAll(word)) {
    const [whole, charset = '', encoding = '', content = ''] = match;
    const decoded = decodeWord(charset, encoding, content);
    if (decoded === null) continue;
    const between = octets.slice(end, match.index);
    if (!(afterWord && /^[ \t\r\n]*$/.test(between))) text += decodeUtf8(between);
    text += decoded;
    end = match.index + whole.length;
    afterWord = true;
  }
  return text + decodeUtf8(octets.slice(end));
}

function decodeWord(charset: string, encoding: string, content: string): string | null {
  const octets = encoding.toUpperCase() === 'B' ? decodeBase64(content) : decodeQ(content);
  return octets === null ? null : decodeCharset(octets, charset);
}

/** An octet string in a charset as the IANA registry names it; null where it is not known. */
export function decodeCharset(octets: string, charset: string): string | null {
  const name = charset.toLowerCase();
  if (name === 'utf-8' || name === 'us-ascii' || name === 'utf8') return decodeUtf8(octets);
  try {
    return new TextDecoder(name).decode(stringToOctets(octets));
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
