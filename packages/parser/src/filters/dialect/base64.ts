const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The UTF-8 text that Base64 stands for, white space in it left out; null where it is none. */
export function decodeBase64(text: string): string | null {
  const letters = text.replace(/\s+/g, '').replace(/={0,2}$/, '');
  let escaped = '';
  let bits = 0;
  let count = 0;
  for (const letter of letters) {
    const value = alphabet.indexOf(letter);
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    escaped += `%${((bits >> count) & 0xff).toString(16).padStart(2, '0')}`;
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return null;
  }
}

/** A text as Base64 of its UTF-8, without line ends. */
export function encodeBase64(text: string): string {
  const bytes = [...encodeURIComponent(text).matchAll(/%([\dA-F]{2})|[^%]/g)].map(([all, hex]) =>
    hex === undefined ? all.charCodeAt(0) : Number.parseInt(hex, 16),
  );
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const rest = bytes.length - i;
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    out += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63);
    out += rest > 1 ? alphabet.charAt((group >> 6) & 63) : '=';
    out += rest > 2 ? alphabet.charAt(group & 63) : '=';
  }
  return out;
}
