import type { Argument } from '../syntax/ast.ts';
import type { TextEdit } from '../text/edit.ts';
import { type Call, stringsOf } from './call.ts';

const importance: Record<string, string> = { high: '1', normal: '2', low: '3' };

/**
 * A `notify` of the old draft, by mail, as RFC 5435 section 3 has it; null where it holds
 * anything that has no counterpart.
 */
export function notifyEdit({ node }: Call, text: string): TextEdit | null {
  const words: string[] = [];
  let method = '';
  let address = '';
  for (let index = 0; index < node.arguments.length; index++) {
    const tag = node.arguments[index];
    if (tag?.type !== 'tag') return null;
    const level = importance[tag.lower];
    if (level !== undefined) {
      words.push(`:importance "${level}"`);
      continue;
    }
    const value: Argument | undefined = node.arguments[++index];
    const [first, ...rest] = stringsOf(value);
    if (value === undefined || first === undefined || rest.length > 0) return null;
    if (tag.lower === 'method') method = first.value;
    else if (tag.lower === 'options') address = first.value;
    else if (tag.lower === 'message') words.push(`:message ${text.slice(value.from, value.to)}`);
    else return null;
  }
  const isAddress = /^[\w.+-]+@[\w.-]+$/.test(address);
  if (method !== 'mailto' || !isAddress || text[node.to - 1] !== ';') return null;
  words.push(`"mailto:${address}"`);
  return { from: node.from, to: node.to, insert: `notify ${words.join(' ')};` };
}
