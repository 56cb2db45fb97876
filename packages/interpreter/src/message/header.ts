import { limits } from '../limits.ts';
import { decodeWords } from './encoded-word.ts';

/** One field of a header (RFC 5322 section 2.2). */
export class Field {
  /** As written. */
  readonly name: string;
  readonly lower: string;
  /** What stands after the colon, octet for octet, line ends of folds included. */
  readonly raw: string;
  #text: string | undefined;

  constructor(name: string, raw: string) {
    this.name = name;
    this.lower = name.toLowerCase();
    this.raw = raw;
  }

  /** The value in one line, without the white space around it. */
  get unfolded(): string {
    const line = this.raw.replace(/^[ \t]+/, '').replace(/\r?\n[ \t]/g, ' ');
    return line.replace(/\r?\n/g, '').replace(/[ \t]+$/, '');
  }

  /** The value in one line as addresses are read from it: tabs of folds stay, and count in names. */
  get addresses(): string {
    return this.raw
      .replace(/\r?\n(?=[ \t])/g, '')
      .replace(/\r?\n/g, '')
      .replace(/^[ \t]+|[ \t]+$/g, '');
  }

  /** The value as Sieve sees it (RFC 5228 section 2.7.2): in one line, encoded words undone. */
  get text(): string {
    this.#text ??= decodeWords(this.unfolded);
    return this.#text;
  }
}

/** The fields of a message or of a MIME part, in order. Never changed: editing makes a new one. */
export class Header {
  readonly fields: readonly Field[];
  #byName: Map<string, Field[]> | undefined;

  constructor(fields: readonly Field[]) {
    this.fields = fields;
  }

  /** The fields of this name, case aside, in order. */
  all(name: string): readonly Field[] {
    this.#byName ??= groupByName(this.fields);
    return this.#byName.get(name.toLowerCase()) ?? [];
  }

  /** The first field of this name. */
  first(name: string): Field | undefined {
    return this.all(name)[0];
  }
}

function groupByName(fields: readonly Field[]): Map<string, Field[]> {
  const groups = new Map<string, Field[]>();
  for (const field of fields) {
    const group = groups.get(field.lower);
    if (group === undefined) groups.set(field.lower, [field]);
    else group.push(field);
  }
  return groups;
}

/**
 * Reads a header from an octet string, whatever is broken in it: lines without a colon are left
 * out, and line ends may be CRLF or LF.
 *
 * @returns the header, and the offset of the body behind the empty line
 */
export function readHeader(
  octets: string,
  from = 0,
  to: number = octets.length,
): { header: Header; body: number } {
  const fields: Field[] = [];
  let at = from;
  while (at < to) {
    const end = Math.min(endOfField(octets, at), to);
    const first = octets.charCodeAt(at);
    if (first === 0x0a) return { header: new Header(fields), body: at + 1 };
    if (first === 0x0d && octets.charCodeAt(at + 1) === 0x0a) {
      return { header: new Header(fields), body: at + 2 };
    }
    const colon = octets.indexOf(':', at);
    if (colon !== -1 && colon < end && fields.length < limits.headerFields) {
      const name = octets.slice(at, colon).trimEnd();
      const line = octets.slice(colon + 1, Math.min(end, colon + 1 + limits.headerFieldSize));
      if (isName(name)) fields.push(new Field(name, line.replace(/\r?\n$/, '')));
    }
    at = end;
  }
  return { header: new Header(fields), body: to };
}

/** Offset behind a field and the lines that continue it. */
function endOfField(octets: string, from: number): number {
  let at = from;
  for (;;) {
    const line = octets.indexOf('\n', at);
    if (line === -1) return octets.length;
    at = line + 1;
    const next = octets.charCodeAt(at);
    if ((next !== 0x20 && next !== 0x09) || at === octets.length) return at;
  }
}

function isName(name: string): boolean {
  return name !== '' && !/[\s:]/.test(name);
}
