import type { Header } from './header.ts';

/** A field with parameters: Content-Type or Content-Disposition (RFC 2045 section 5, RFC 2183). */
export interface ParameterizedField {
  /** What stands before the first semicolon, lower case. */
  readonly value: string;
  /** By lower-case name. */
  readonly parameters: ReadonlyMap<string, string>;
}

const parameter = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\[\s\S])*)"?|([^\s;"]*))/g;

/** Reads a field with parameters; extended ones (RFC 2231) are joined and decoded. */
export function readParameters(field: string): ParameterizedField {
  const plain = removeComments(field);
  const value = /^[^;]*/.exec(plain)?.[0].replace(/\s+/g, '').toLowerCase() ?? '';
  const found = new Map<string, string>();
  for (const [, name = '', quoted, token = ''] of plain.matchAll(parameter)) {
    const content = quoted === undefined ? token : quoted.replace(/\\([\s\S])/g, '$1');
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), content);
  }
  return { value, parameters: joinExtended(found) };
}

/**
 * The content type of a part: `text/plain` where the header has none (RFC 2045 section 5.2), empty
 * where it has one that cannot be read.
 */
export function contentTypeOf(header: Header, otherwise = 'text/plain'): ParameterizedField {
  const field = header.first('content-type');
  if (field === undefined) return { value: otherwise, parameters: new Map() };
  const read = readParameters(field.unfolded);
  return /^[^/]+\/[^/]+$/.test(read.value) ? read : { value: '', parameters: new Map() };
}

/** `name*0`, `name*1*` and `name*` as `name` (RFC 2231 section 3 and 4). */
function joinExtended(found: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  if (![...found.keys()].some((name) => name.includes('*'))) return found;
  const joined = new Map<string, string>();
  for (const [name, value] of found) {
    const [, base = name, encoded] = /^([^*]+)(?:\*\d+)?(\*?)$/.exec(name) ?? [];
    joined.set(base, (joined.get(base) ?? '') + (encoded === '*' ? decodeExtended(value) : value));
  }
  return joined;
}

function decodeExtended(value: string): string {
  const content = value.replace(/^[^']*'[^']*'/, '');
  return content.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Comments outside of quoted strings go away. */
function removeComments(text: string): string {
  if (!text.includes('(')) return text;
  let depth = 0;
  let quoted = false;
  let kept = '';
  for (let at = 0; at < text.length; at++) {
    const unit = text[at] ?? '';
    const pair = unit === '\\' ? unit + (text[++at] ?? '') : unit;
    if (depth === 0 && unit === '"') quoted = !quoted;
    if (!quoted && unit === '(') depth++;
    if (depth === 0) kept += pair;
    if (!quoted && unit === ')' && depth > 0) depth--;
  }
  return kept;
}
