import type { Script } from '../syntax/ast.ts';
import { isComment, isSignificant, tokenOf } from './token.ts';

/** How software writes the name of a rule into a comment before it. */
const markers: readonly RegExp[] = [
  /^# rule:\[(.*)\]/,
  /^# Filter: ?(.*\S)/,
  /^#SCRIPTNAME: ?(.*\S)/,
  /^#RULE: \$Name="([^"]*)"/,
];
/** Software that writes the name alone, as `# name`; its scripts say so in a comment. */
const plainDialects = [/horde\.org\/ingo/, /^### Nextcloud Mail: Filters ###/, /^#SCRIPTNAME: /];

/**
 * The names of rules by the offset of the command that each begins: the last marker among the
 * comments before a command. The form of every known webmail program is read.
 */
export function ruleNames(script: Script): ReadonlyMap<number, string> {
  const { tokens, text } = script;
  const found = new Map<number, string>();
  let plain = false;
  let name: string | null = null;
  for (let i = 0; i < tokens.length; i++) {
    const kind = tokens.kind(i);
    if (isSignificant(kind)) {
      if (name !== null) found.set(tokens.start(i), name);
      name = null;
    } else if (isComment(kind)) {
      const token = tokenOf(script, i);
      const comment = text.slice(token?.from, token?.to).trimEnd();
      plain ||= plainDialects.some((pattern) => pattern.test(comment));
      name = nameIn(comment, plain) ?? name;
    }
  }
  return found;
}

function nameIn(comment: string, plain: boolean): string | null {
  for (const marker of markers) {
    const match = marker.exec(comment);
    if (match?.[1] !== undefined) return match[1];
  }
  if (comment.startsWith('/*')) return nameInHeader(comment);
  if (!plain || comment.startsWith('##') || /^# (?:FILTER|DATA):/.test(comment)) return null;
  return /^# ?(\S.*)$/.exec(comment)?.[1] ?? null;
}

/** The name in a JSON in base64 between `BEGIN:HEADER` and `END:HEADER`. */
function nameInHeader(comment: string): string | null {
  const header = /BEGIN:HEADER\s+([A-Za-z0-9+/=\s]+?)\s+END:HEADER/.exec(comment)?.[1];
  if (header === undefined) return null;
  try {
    const data: unknown = JSON.parse(decodeBase64(header));
    if (typeof data !== 'object' || data === null || !('Name' in data)) return null;
    return typeof data.Name === 'string' ? data.Name : null;
  } catch {
    return null;
  }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Text of UTF-8 in base64. @throws URIError where it is no UTF-8 */
function decodeBase64(text: string): string {
  let bits = 0;
  let count = 0;
  let percent = '';
  for (const letter of text) {
    const value = alphabet.indexOf(letter);
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    percent += `%${((bits >> count) & 0xff).toString(16).padStart(2, '0')}`;
  }
  return decodeURIComponent(percent);
}
