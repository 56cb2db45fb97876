// One unit of an octet string is one octet, 0 to 255: searched and cut as fast as any string.

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

/** Text in UTF-8. */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Octets that a text has in UTF-8. */
export function utf8Size(text: string): number {
  return ascii.test(text) ? text.length : encoder.encode(text).length;
}
