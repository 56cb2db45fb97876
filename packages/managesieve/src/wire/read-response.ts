import { type Response, type ResponseCode, toStatus } from '../protocol/response.ts';
import type { WireLine } from './line-parser.ts';
import type { Token } from './token.ts';

/**
 * Reads a line as a response, or gives `undefined` when it is a line of data. Forgives servers
 * that do not escape the quotation marks and backslashes of their texts.
 */
export function readResponse(line: WireLine): Response | undefined {
  const [first] = line.tokens;
  const status = first?.kind === 'atom' ? toStatus(first.text) : undefined;
  if (status === undefined) return undefined;
  const { code, next } = readCode(line.tokens);
  const text = line.fault === null ? readString(line.tokens[next]) : unquote(line.fault.rest);
  return {
    status,
    ...(code === undefined ? {} : { code }),
    ...(text === undefined ? {} : { text }),
  };
}

/** A string's text; octets that are not UTF-8 become replacement characters. */
export function readString(token: Token | undefined): string | undefined {
  return token?.kind === 'string' ? token.bytes.toString('utf8') : undefined;
}

function readCode(tokens: readonly Token[]): { code?: ResponseCode; next: number } {
  if (tokens[1]?.kind !== 'open') return { next: 1 };
  const words: string[] = [];
  let depth = 1;
  let next = 2;
  for (; next < tokens.length && depth > 0; next++) {
    const token = tokens[next] as Token;
    if (token.kind === 'open') depth++;
    else if (token.kind === 'close') depth--;
    else words.push(token.kind === 'atom' ? token.text : token.bytes.toString('utf8'));
  }
  const [name, ...args] = words;
  return name === undefined ? { next } : { code: { name: name.toUpperCase(), args }, next };
}

/** What stands between the first and the last quotation mark, as sent. */
function unquote(rest: Buffer): string {
  return rest.toString('utf8').replace(/^"/, '').replace(/" *$/, '');
}
