import { decodeUtf8, encodeUtf8, lowerAscii } from '../message/octets.ts';

/** How two octet strings are compared (RFC 4790). */
export interface Comparator {
  readonly name: string;
  /** The form in which strings that are equal to it are the same. */
  fold(text: string): string;
  /** Negative, zero or positive; of folded strings. */
  compare(a: string, b: string): number;
}

function compareOctets(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const octet: Comparator = { name: 'i;octet', fold: (text) => text, compare: compareOctets };

const asciiCasemap: Comparator = {
  name: 'i;ascii-casemap',
  // RFC 4790 section 9.2 folds to capitals, servers to small letters; it shows in the order of what
  // stands between Z and a.
  fold: lowerAscii,
  compare: compareOctets,
};

/** Leading digits; without any a string is positive infinity (RFC 4790 section 9.1). */
const asciiNumeric: Comparator = {
  name: 'i;ascii-numeric',
  fold: (text) => /^0*(\d*)/.exec(text)?.[0].replace(/^0+(?=\d)/, '') ?? '',
  compare: (a, b) => {
    if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
    return a.length - b.length || compareOctets(a, b);
  },
};

const unicodeCasemap: Comparator = {
  name: 'i;unicode-casemap',
  // RFC 5051 section 2: titlecase, then decomposed.
  fold: (text) => encodeUtf8(decodeUtf8(text).toUpperCase().normalize('NFKD')),
  compare: compareOctets,
};

const comparators = new Map(
  [octet, asciiCasemap, asciiNumeric, unicodeCasemap].map((entry) => [entry.name, entry]),
);

/** The comparator of this name; undefined where there is none. */
export function findComparator(name: string): Comparator | undefined {
  return comparators.get(name);
}
