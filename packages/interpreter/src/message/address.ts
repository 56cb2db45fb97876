/** A mailbox of an address list (RFC 5322 section 3.4). */
export interface Address {
  /** Without the quotes of a quoted string. */
  readonly localPart: string;
  readonly domain: string;
}

/** One token; its kind is one character, so that the grammar can be read from patterns. */
interface Token {
  /** `a`tom, `q`uoted string, domain `l`iteral, a special itself, `x` for what never ends, `!` for the rest. */
  readonly kind: string;
  readonly value: string;
}

// Over the kinds of tokens. Dots may stand anywhere in a local part, as they do in the wild.
const local = String.raw`(\.*(?:a\.+)*a?|q)`;
const domain = String.raw`(a(?:\.a)*|l)(?!\.)`;
const whole = '(?!x)';
const group = /[aq.]*:/y;
const mailbox = new RegExp(`${local}@${domain}${whole}`, 'y');
const angle = new RegExp(`[aq.]*<(?:(?:,*@${domain})+:)?${local}@${domain}>${whole}`, 'y');

/**
 * Reads an address list: names, comments, groups, routes and the obsolete forms of RFC 5322 section
 * 4.4. What is no address is left out.
 */
export function readAddresses(text: string): Address[] {
  const tokens = readTokens(text);
  const kinds = tokens.map(({ kind }) => kind).join('');
  const found: Address[] = [];
  for (let at = 0; at < kinds.length; at = separatorFrom(kinds, at)) {
    at = endOf(group, kinds, at);
    const match = matchAt(angle, kinds, at) ?? matchAt(mailbox, kinds, at);
    if (match === null) continue;
    const [entry, ...parts] = match;
    const end = at + entry.length - (entry.endsWith('>') ? 1 : 0);
    const place = parts.at(-1)?.length ?? 0;
    const name = parts.at(-2)?.length ?? 0;
    const address = {
      localPart: join(tokens, end - place - 1 - name, end - place - 1),
      domain: join(tokens, end - place, end),
    };
    // Control characters are none of an address, even in quotes.
    if (/^[ -~]+$/.test(address.localPart)) found.push(address);
    at += entry.length;
  }
  return found;
}

/** Whether a text has comments and nothing else. */
export function isComment(text: string): boolean {
  return text.includes('(') && skipBlank(text, 0) === text.length;
}

/** The whole address: `local@domain`, with quotes where they are needed. */
export function formatAddress(address: Address): string {
  const plain = /^[^\s()<>[\]:;@\\,."]+(?:\.[^\s()<>[\]:;@\\,."]+)*$/.test(address.localPart);
  const name = plain ? address.localPart : `"${address.localPart.replace(/[\\"]/g, '\\$&')}"`;
  return `${name}@${address.domain}`;
}

function matchAt(pattern: RegExp, kinds: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(kinds);
}

function endOf(pattern: RegExp, kinds: string, at: number): number {
  return at + (matchAt(pattern, kinds, at)?.[0].length ?? 0);
}

/** Where the next entry of the list starts. */
function separatorFrom(kinds: string, from: number): number {
  let at = from;
  while (at < kinds.length && kinds[at] !== ',' && kinds[at] !== ';') at++;
  return at + 1;
}

function join(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map(({ value }) => value)
    .join('');
}

const word = /[^\s()<>[\]:;@\\,."]+/y;
const quoted = /"((?:[^"\\]|\\[\s\S])*)"/y;
const literal = /\[(?:[^\]\\]|\\[\s\S])*\]/y;

/** Tokens without the white space and comments around them. */
function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = skipBlank(text, 0); at < text.length; at = skipBlank(text, at)) {
    const token = tokenAt(text, at);
    tokens.push(token.token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(text: string, at: number): { token: Token; end: number } {
  const unit = text[at] ?? '';
  const [pattern, kind] =
    unit === '"' ? [quoted, 'q'] : unit === '[' ? [literal, 'l'] : [word, 'a'];
  const match = matchAt(pattern, text, at);
  if (match !== null) {
    const value = kind === 'q' ? (match[1] ?? '').replace(/\\([\s\S])/g, '$1') : match[0];
    return { token: { kind, value }, end: at + match[0].length };
  }
  // A comment or a quoted string that never ends takes all that follows with it.
  if (unit === '"' || unit === '(') return { token: { kind: 'x', value: '' }, end: text.length };
  const special = '<>:;@,.'.includes(unit);
  return { token: { kind: special ? unit : '!', value: unit }, end: at + 1 };
}

/** White space and comments, which nest; a comment that never ends is none. */
function skipBlank(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (at < text.length && /\s/.test(text[at] ?? '')) at++;
    const end = text[at] === '(' ? endOfComment(text, at) : -1;
    if (end === -1) return at;
    at = end;
  }
}

function endOfComment(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const unit = text[at];
    if (unit === '\\') at++;
    else if (unit === '(') depth++;
    else if (unit === ')' && --depth === 0) return at + 1;
  }
  return -1;
}
