// All strings of a run are octet strings: one unit is one octet, 0 to 255. That is how Sieve
// compares them (RFC 5228 section 2.7.1), and they are searched and cut as fast as any string.

const chunk = 8192;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** Octets as a string of one unit each. */
export function octetsToString(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk) {
    text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  }
  return text;
}

/** The reverse of {@link octetsToString}. */
export function stringToOctets(octets: string): Uint8Array {
  const bytes = new Uint8Array(octets.length);
  for (let at = 0; at < octets.length; at++) bytes[at] = octets.charCodeAt(at);
  return bytes;
}

const ascii = /^[\0-\x7f]*$/;

/** An octet string read as UTF-8; what is none becomes U+FFFD. */
export function decodeUtf8(octets: string): string {
  return ascii.test(octets) ? octets : utf8.decode(stringToOctets(octets));
}

/** Text as UTF-8 in an octet string. */
export function encodeUtf8(text: string): string {
  return ascii.test(text) ? text : octetsToString(encoder.encode(text));
}

/** The first `size` octets, or a few less where a UTF-8 character would be cut. */
export function cutUtf8(octets: string, size: number): string {
  if (octets.length <= size) return octets;
  let end = size;
  while (end > 0 && (octets.charCodeAt(end) & 0xc0) === 0x80) end--;
  return octets.slice(0, end);
}
