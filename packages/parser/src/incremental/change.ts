/** Where two texts differ: `from`…`to` of the old one became `from`…`newTo` of the new one. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly newTo: number;
}

/** Units that are compared at once: engines do that far faster than one by one. */
const step = 1024;

/** One replacement that makes one text of another, as short as can be. */
export function findChange(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  const from = commonStart(before, after, shorter);
  const end = commonEnd(before, after, shorter - from);
  return { from, to: before.length - end, newTo: after.length - end };
}

function commonStart(a: string, b: string, most: number): number {
  let at = 0;
  while (at + step <= most && a.slice(at, at + step) === b.slice(at, at + step)) at += step;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

function commonEnd(a: string, b: string, most: number): number {
  const tail = (text: string, at: number): string =>
    text.slice(text.length - at - step, text.length - at);
  let at = 0;
  while (at + step <= most && tail(a, at) === tail(b, at)) at += step;
  while (at < most && a.charCodeAt(a.length - 1 - at) === b.charCodeAt(b.length - 1 - at)) at++;
  return at;
}
