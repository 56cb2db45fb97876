import { findStoredNameFault } from '../protocol/script-name.ts';
import type { Token } from '../wire/token.ts';
import { Refusal } from './refusal.ts';

/** What an argument of each kind becomes; a kind that ends in `?` may be left out. */
interface ArgumentTypes {
  string: string;
  'string?': string | undefined;
  /** A script's name, checked. */
  name: string;
  /** The same, or `null` for the empty string. */
  'name-or-none': string | null;
  script: Buffer;
  number: number;
}

export type ArgumentKind = keyof ArgumentTypes;

/** The types of a list of arguments. */
export type ArgumentValues<Kinds extends readonly ArgumentKind[]> = {
  [Index in keyof Kinds]: ArgumentTypes[Kinds[Index]];
};

/** A command has arguments that it cannot have. */
export class BadArguments extends Error {
  override readonly name = 'BadArguments';
}

/**
 * Reads the arguments of a command.
 *
 * @throws BadArguments when there are too few, too many, or of another kind
 * @throws Refusal for a name that no script may have
 */
export function readArguments(
  tokens: readonly Token[],
  kinds: readonly ArgumentKind[],
): readonly unknown[] {
  if (tokens.length > kinds.length) throw new BadArguments('There are too many arguments.');
  return kinds.map((kind, index) => {
    const token = tokens[index];
    if (token !== undefined) return readArgument(token, kind);
    if (kind.endsWith('?')) return undefined;
    throw new BadArguments('An argument is missing.');
  });
}

function readArgument(token: Token, kind: ArgumentKind): unknown {
  if (kind === 'number') return readNumber(token);
  if (token.kind !== 'string') {
    throw new BadArguments('An argument is not a string: it needs quotation marks or {n+}.');
  }
  if (kind === 'script') return token.bytes;
  const text = decode(token.bytes);
  if (kind === 'string' || kind === 'string?') return text;
  if (kind === 'name-or-none' && text === '') return null;
  const fault = findStoredNameFault(text);
  if (fault !== null) throw new Refusal(`The script name ${fault}.`);
  return text;
}

/** RFC 5804, 4: 32 bits, no sign, no zeros in front. */
function readNumber(token: Token): number {
  const text = token.kind === 'atom' ? token.text : '';
  const value = /^(?:0|[1-9]\d{0,9})$/.test(text) ? Number(text) : Number.NaN;
  if (value <= 0xffff_ffff) return value;
  throw new BadArguments('An argument is not a number between 0 and 4294967295.');
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new BadArguments('An argument is not UTF-8.');
  }
}
