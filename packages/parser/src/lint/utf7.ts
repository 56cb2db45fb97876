const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,';

/** What a name in the modified UTF-7 of IMAP says (RFC 3501 section 5.1.3); null where it is none. */
export function decodeUtf7(name: string): string | null {
  let shifted = false;
  let valid = true;
  const decoded = name.replace(/&([^-]*)(-?)/g, (_, coded: string, end: string) => {
    if (end === '') valid = false;
    if (coded === '') return '&';
    const text = decodeUtf16(coded);
    if (text === null) valid = false;
    else shifted = true;
    return text ?? '';
  });
  return valid && shifted && !/\p{Cs}/u.test(decoded) ? decoded : null;
}

/** Base64 of UTF-16 in network order; null where it is none, or stands for plain ASCII. */
function decodeUtf16(coded: string): string | null {
  let bits = 0;
  let held = 0;
  let text = '';
  for (const digit of coded) {
    const value = alphabet.indexOf(digit);
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0x3fffff;
    held += 6;
    if (held < 16) continue;
    held -= 16;
    text += String.fromCharCode((bits >> held) & 0xffff);
  }
  const rest = bits & ((1 << held) - 1);
  return held >= 6 || rest !== 0 || text === '' || /[\x20-\x7e]/.test(text) ? null : text;
}
