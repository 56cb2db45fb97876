/** Writes down a conversation, in a form from which the octets can be had again. */
export class Trace {
  readonly #tell: (line: string) => void;
  readonly #secrets: string[] = [];

  constructor(tell: (line: string) => void) {
    this.#tell = tell;
  }

  /** From now on, what is told holds none of these. */
  hide(...secrets: readonly (string | undefined)[]): void {
    for (const secret of secrets) {
      if (secret === undefined || secret === '') continue;
      this.#secrets.push(secret, escapeText(secret), Buffer.from(secret).toString('base64'));
    }
  }

  client(octets: Uint8Array): void {
    this.#write('C', octets);
  }

  server(octets: Uint8Array): void {
    this.#write('S', octets);
  }

  /** Something that is not on the wire. */
  note(text: string): void {
    this.#tell(`# ${text}`);
  }

  #write(side: 'C' | 'S', octets: Uint8Array): void {
    const pieces = Buffer.from(octets).toString('latin1').split('\r\n');
    const rest = pieces.pop() ?? '';
    for (const piece of pieces) this.#say(side, piece, '');
    // A backslash at the end: no line end follows.
    if (rest !== '') this.#say(side, rest, '\\');
  }

  #say(side: 'C' | 'S', piece: string, end: string): void {
    let text = escapeOctets(Buffer.from(piece, 'latin1'));
    for (const secret of this.#secrets) text = text.replaceAll(secret, '<redacted>');
    this.#tell(`${side}: ${text}${end}`);
  }
}

/** What is not printable, what misleads, and the backslash that escapes them. */
const escaped = /[\\\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

function escapeOctets(octets: Buffer): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
    return escapeText(text);
  } catch {
    return octets.toString('latin1').replace(/[\\\p{Cc}\x80-\xff]/gu, escapeOctet);
  }
}

function escapeText(text: string): string {
  return text.replace(escaped, (found) =>
    found.charCodeAt(0) < 0x80
      ? escapeOctet(found)
      : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function escapeOctet(found: string): string {
  return found === '\\' ? '\\\\' : `\\x${found.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
