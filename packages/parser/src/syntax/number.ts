import { limits } from '../limits.ts';

/**
 * Value of a number as written, K, M and G multiplied in (RFC 5228 section 2.4.1).
 * Null where it is larger than {@link limits.number}.
 */
export function readNumber(raw: string): bigint | null {
  // Nearly all are short: a double holds them exactly.
  if (raw.length <= 6) return BigInt(readShort(raw));
  const [, digits = '0', unit = ''] = /^0*(\d*)([kmg]?)/i.exec(raw) ?? [];
  if (digits.length > 20) return null;
  const value = BigInt(digits) * BigInt(factorOf(unit.charCodeAt(0)));
  return value > limits.number ? null : value;
}

function readShort(raw: string): number {
  let value = 0;
  for (let index = 0; index < raw.length; index++) {
    const digit = raw.charCodeAt(index) - 0x30;
    if (digit > 9) return value * factorOf(digit + 0x30);
    value = value * 10 + digit;
  }
  return value;
}

/** What a unit stands for; 1 where it is none. */
function factorOf(unit: number): number {
  const small = unit | 0x20;
  if (small === 0x6b) return 2 ** 10;
  if (small === 0x6d) return 2 ** 20;
  return small === 0x67 ? 2 ** 30 : 1;
}
