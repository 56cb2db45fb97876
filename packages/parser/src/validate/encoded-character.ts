const encoded = /\$\{(hex|unicode):([ \t\r\n]*[0-9a-f]+(?:[ \t\r\n]+[0-9a-f]+)*[ \t\r\n]*)\}/gi;

/** Undoes the capability “encoded-character” (RFC 5228 section 2.4.2.4); what is malformed stays. */
export function decodeCharacters(value: string): string {
  return value.replace(encoded, (whole: string, form: string, digits: string) => {
    const numbers = digits.trim().split(/[ \t\r\n]+/);
    if (form.toLowerCase() === 'hex') return decodeHex(numbers) ?? whole;
    const points = numbers.map((number) => Number.parseInt(number, 16));
    return points.every(isScalar) ? String.fromCodePoint(...points) : whole;
  });
}

/** The first well-formed `${unicode:…}` that holds a number that is no character, or null. */
export function findWrongCharacter(value: string): { match: string; digits: string } | null {
  for (const [match, form, digits] of value.matchAll(encoded)) {
    if (form?.toLowerCase() !== 'unicode') continue;
    for (const number of digits?.trim().split(/[ \t\r\n]+/) ?? []) {
      if (!isScalar(Number.parseInt(number, 16))) return { match, digits: number };
    }
  }
  return null;
}

/** Octets as UTF-8; null where one has more than two digits. */
function decodeHex(numbers: readonly string[]): string | null {
  if (numbers.some((number) => number.length > 2)) return null;
  return decodeUtf8(numbers.map((number) => Number.parseInt(number, 16)));
}

/** A decoder of its own: the package uses no API of Node or the browser. */
function decodeUtf8(octets: readonly number[]): string {
  const escaped = octets.map((octet) => `%${octet.toString(16).padStart(2, '0')}`).join('');
  try {
    return decodeURIComponent(escaped);
  } catch {
    return String.fromCharCode(...octets.map((octet) => (octet < 128 ? octet : 0xfffd)));
  }
}

function isScalar(point: number): boolean {
  return point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
}
