import { limits } from '../limits.ts';

const units: Record<string, bigint> = { k: 2n ** 10n, m: 2n ** 20n, g: 2n ** 30n };

/**
 * Value of a number as written, K, M and G multiplied in (RFC 5228 section 2.4.1).
 * Null where it is larger than {@link limits.number}.
 */
export function readNumber(raw: string): bigint | null {
  // Nearly all numbers are short and plain.
  if (raw.length < 16 && /^\d+$/.test(raw)) return BigInt(Number(raw));
  const [, digits = '0', unit = ''] = /^0*(\d*)([kmg]?)/i.exec(raw) ?? [];
  if (digits.length > 20) return null;
  const value = BigInt(digits) * (units[unit.toLowerCase()] ?? 1n);
  return value > limits.number ? null : value;
}
