// All strings of a run are octet strings: one unit is one octet, 0 to 255. That is how Sieve
// compares them (RFC 5228 section 2.7.1), and they are searched and cut as fast as any string.

// Decodes octets many times as fast as code can; what it takes for other characters is put back.
const windows = new TextDecoder('windows-1252');
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** Octets as a string of one unit each. */
export function octetsToString(bytes: Uint8Array): string {
  const text = windows.decode(bytes);
  return text.replace(/[^\0-\xff]/g, octetOf);
}

const octetsByCharacter: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 32 }, (_, at) => {
    const octet = 0x80 + at;
    return [windows.decode(Uint8Array.of(octet)), String.fromCharCode(octet)];
  }),
);

function octetOf(character: string): string {
  return octetsByCharacter.get(character) ?? character;
}

/** The reverse of {@link octetsToString}. */
export function stringToOctets(octets: string): Uint8Array {
  const bytes = new Uint8Array(octets.length);
  for (let at = 0; at < octets.length; at++) bytes[at] = octets.charCodeAt(at);
  return bytes;
}

const ascii = /^[\0-\x7f]*$/;

/** Small letters for the capitals of US-ASCII alone. */
export function lowerAscii(octets: string): string {
  if (ascii.test(octets)) return octets.toLowerCase();
  return octets.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

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
