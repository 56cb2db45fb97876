import { limits } from '../limits.ts';
import { contentTypeOf, type ParameterizedField } from './content-type.ts';
import { decodeBase64, toUtf8 } from './encoded-word.ts';
import { type Header, readHeader } from './header.ts';

/** A MIME entity (RFC 2045): the message itself, or one within it. */
export interface Part {
  readonly header: Header;
  readonly contentType: ParameterizedField;
  /** Offset of the header in the octets of the message. */
  readonly start: number;
  /** Offsets of the body in the octets of the message. */
  readonly from: number;
  readonly to: number;
  /** Of a multipart: where the text before its parts ends, and where the text behind them starts. */
  readonly prologueTo: number;
  readonly epilogueFrom: number;
  /** Parts of a multipart, or the message of a `message/rfc822`. */
  readonly children: readonly Part[];
}

/** Reads the parts of a message whose body stands at `from`, up to the limits of depth and number. */
export function readParts(octets: string, header: Header, from: number): Part {
  return new PartReader(octets).read(
    header,
    { start: 0, from, to: octets.length },
    'text/plain',
    0,
  );
}

/** A part and all within it, in order. */
export function* allParts(part: Part): Generator<Part> {
  yield part;
  for (const child of part.children) yield* allParts(child);
}

type Inside = Pick<Part, 'prologueTo' | 'epilogueFrom' | 'children'>;
type Place = Pick<Part, 'start' | 'from' | 'to'>;

class PartReader {
  readonly #octets: string;
  #count = 0;

  constructor(octets: string) {
    this.#octets = octets;
  }

  read(header: Header, place: Place, otherwise: string, depth: number): Part {
    const { from, to } = place;
    const contentType = contentTypeOf(header, otherwise);
    this.#count++;
    const whole = { prologueTo: to, epilogueFrom: to, children: [] };
    const inside = depth < limits.partDepth ? this.#children(contentType, from, to, depth) : whole;
    return { header, contentType, ...place, ...inside };
  }

  #children(type: ParameterizedField, from: number, to: number, depth: number): Inside {
    if (type.value === 'message/rfc822' || type.value === 'message/global') {
      const children = [this.#entity(from, to, 'text/plain', depth)];
      return { prologueTo: from, epilogueFrom: to, children };
    }
    const boundary = type.parameters.get('boundary');
    if (!type.value.startsWith('multipart/') || boundary === undefined) {
      return { prologueTo: to, epilogueFrom: to, children: [] };
    }
    const otherwise = type.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    const { bodies, ...around } = bodiesBetween(this.#octets, from, to, `--${boundary}`);
    const children: Part[] = [];
    for (const body of bodies) {
      if (this.#count >= limits.parts) break;
      children.push(this.#entity(body.from, body.to, otherwise, depth));
    }
    return { ...around, children };
  }

  #entity(from: number, to: number, otherwise: string, depth: number): Part {
    const { header, body } = readHeader(this.#octets, from, to);
    return this.read(header, { start: from, from: body, to }, otherwise, depth + 1);
  }
}

/** What stands between the delimiters of a multipart (RFC 2046 section 5.1.1). */
function bodiesBetween(
  message: string,
  from: number,
  to: number,
  delimiter: string,
): { bodies: { from: number; to: number }[]; prologueTo: number; epilogueFrom: number } {
  const octets = message.slice(0, to);
  const bodies: { from: number; to: number }[] = [];
  let start = -1;
  const first = findDelimiter(octets, from, delimiter);
  const prologueTo = first === -1 ? to : Math.max(from, endBefore(octets, first));
  for (let at = first; at !== -1; ) {
    if (start !== -1) bodies.push({ from: start, to: Math.max(start, endBefore(octets, at)) });
    const line = octets.indexOf('\n', at);
    const next = line === -1 ? to : line + 1;
    if (octets.startsWith('--', at + delimiter.length)) {
      return { bodies, prologueTo, epilogueFrom: next };
    }
    start = next;
    at = findDelimiter(octets, start, delimiter);
  }
  if (start !== -1 && bodies.length < limits.parts) bodies.push({ from: start, to });
  return { bodies, prologueTo, epilogueFrom: to };
}

/** The next line that starts with the delimiter; -1 where there is none. */
function findDelimiter(octets: string, from: number, delimiter: string): number {
  let at = octets.indexOf(delimiter, from);
  while (at !== -1) {
    if (at === from || octets[at - 1] === '\n') return at;
    at = octets.indexOf(delimiter, at + 1);
  }
  return -1;
}

/** The line end before a delimiter belongs to the delimiter. */
function endBefore(octets: string, at: number): number {
  if (octets[at - 1] !== '\n') return at;
  return octets[at - 2] === '\r' ? at - 2 : at - 1;
}

/** The body of a part with its transfer encoding undone (RFC 2045 section 6). */
export function decodeBody(octets: string, part: Part): string {
  const body = octets.slice(part.from, part.to);
  switch (part.header.first('content-transfer-encoding')?.unfolded.toLowerCase()) {
    case 'base64':
      // What is no base64 ends it, as on servers.
      return decodeBase64((/^[A-Za-z0-9+/\s]*/.exec(body)?.[0] ?? '').replace(/\s+/g, '')) ?? body;
    case 'quoted-printable':
      return decodeQuotedPrintable(body);
    default:
      return body;
  }
}

/** The body of a text part in UTF-8. */
export function decodeText(octets: string, part: Part): string {
  const body = decodeBody(octets, part);
  const charset = part.contentType.parameters.get('charset');
  return charset === undefined ? body : (toUtf8(body, charset) ?? body);
}

function decodeQuotedPrintable(text: string): string {
  return text
    .replace(/[ \t]+(?=\r?\n|$)/g, '')
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
}
