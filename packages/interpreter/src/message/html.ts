import { namedEntity } from './html-entity.ts';
import { encodeUtf8 } from './octets.ts';

// Comments, scripts and styles, sections of text, tags, entities. What is not ended goes to the end.
const token =
  /<!--[\s\S]*?(?:-->|$)|<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)|<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)|<(\/?)([a-z0-9]*)(?:[^>"']|"[^"]*(?:"|$)|'[^']*(?:'|$))*(?:>|$)|&(#[a-z0-9]{0,9}|[a-z0-9]{0,10})(;|$)|&/gi;

/**
 * The words of an HTML page, for `body :text`: no tags, comments, scripts or styles. A tag is a
 * space at most; what is quoted has “> ” before each of its lines, as on servers.
 */
export function htmlToText(octets: string): string {
  const writer = new TextWriter();
  let end = 0;
  for (const match of octets.matchAll(token)) {
    const [whole, element, section, closing, tag, entity, ended] = match;
    writer.text(octets.slice(end, match.index));
    end = match.index + whole.length;
    if (section !== undefined) writer.text(section);
    else if (element !== undefined) writer.space();
    else if (tag !== undefined) writer.tag(tag.toLowerCase(), closing === '/');
    else if (entity !== undefined && ended === ';') writer.text(decodeEntity(entity));
  }
  writer.text(octets.slice(end));
  return writer.result;
}

class TextWriter {
  result = '';
  #quotes = 0;

  text(octets: string): void {
    this.result += octets;
  }

  /** One, unless there is white space already. */
  space(): void {
    if (/\S$/.test(this.result)) this.result += ' ';
  }

  tag(name: string, closing: boolean): void {
    if (name === 'blockquote') {
      if (closing && this.#quotes === 0) return;
      this.#quotes += closing ? -1 : 1;
      this.#line();
    } else if (name === 'br' && this.#quotes > 0) this.#line();
    else this.space();
  }

  #line(): void {
    this.result += this.#quotes > 0 ? '\n> ' : '\n';
  }
}

/** What is not known is left out. */
function decodeEntity(name: string): string {
  const [, hex, digits] = /^#(x?)([0-9a-f]+)$/.exec(name) ?? [];
  if (digits === undefined) return encodeUtf8(namedEntity(name) ?? '');
  const point = Number.parseInt(digits, hex === 'x' ? 16 : 10);
  const valid = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return valid ? encodeUtf8(String.fromCodePoint(point)) : '';
}
