/** How two strings are compared (RFC 4790). */
export interface Comparator {
  readonly name: string;
  /** The form in which strings that are equal to it are the same. */
  fold(text: string): string;
  /** Negative, zero or positive; of folded strings. */
  compare(a: string, b: string): number;
}

/** By code point, which is the order of UTF-8's octets. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === a.length || at === b.length) return a.length - b.length;
  return order(a, at) - order(b, at);
}

/** Surrogates stand for characters above all others, but their numbers do not. */
function order(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

const octet: Comparator = { name: 'i;octet', fold: (text) => text, compare: compareText };

const asciiCasemap: Comparator = {
  name: 'i;ascii-casemap',
  fold: (text) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
  // RFC 4790 section 9.2 orders capital letters; that matters for what stands between Z and a.
  compare: (a, b) => compareText(toUpper(a), toUpper(b)),
};

function toUpper(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

/** Leading digits; without any a string is positive infinity (RFC 4790 section 9.1). */
const asciiNumeric: Comparator = {
  name: 'i;ascii-numeric',
  fold: (text) => /^0*(\d*)/.exec(text)?.[0].replace(/^0+(?=\d)/, '') ?? '',
  compare: (a, b) => {
    if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
    return a.length - b.length || compareText(a, b);
  },
};

const unicodeCasemap: Comparator = {
  name: 'i;unicode-casemap',
  // RFC 5051 section 2: titlecase, then decomposed.
  fold: (text) => text.toUpperCase().normalize('NFKD'),
  compare: compareText,
};

const comparators = new Map(
  [octet, asciiCasemap, asciiNumeric, unicodeCasemap].map((entry) => [entry.name, entry]),
);

/** The comparator of this name; undefined where there is none. */
export function findComparator(name: string): Comparator | undefined {
  return comparators.get(name);
}
