import type { Range } from '../../text/range.ts';

/** Where the items of the array stand that a JSON text is; none where it is no array. */
export function itemRanges(json: string): Range[] {
  const items: Range[] = [];
  let depth = 0;
  let from = -1;
  const tokens = /"(?:[^"\\]|\\.)*"|[[\]{},]|[^\s[\]{},"]+/g;
  for (let match = tokens.exec(json); match !== null; match = tokens.exec(json)) {
    const [token] = match;
    if (depth === 1 && (token === ',' || token === ']')) {
      if (from >= 0) items.push({ from, to: endOf(json, match.index) });
      from = -1;
    } else if (depth === 1 && from < 0) from = match.index;
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
    if (depth === 0) break;
  }
  return json.trimStart().startsWith('[') ? items : [];
}

function endOf(json: string, at: number): number {
  return json.slice(0, at).trimEnd().length;
}

/** A text as JSON of ASCII alone, with `/` escaped: as PHP writes it. */
export function escapeJson(text: string): string {
  return asciiJson(JSON.stringify(text));
}

/** The same JSON with ASCII alone, and `/` escaped. */
export function asciiJson(json: string): string {
  return json
    .replaceAll('/', '\\/')
    .replace(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
