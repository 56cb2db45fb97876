import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import { maxDiffTime } from '../limits.ts';
import type { Terminal } from '../terminal.ts';
import { showText } from './show-name.ts';

/** Both scripts line by line, unified; a sentence where they cannot be compared so. */
export function unifiedDiff(
  fromTitle: string,
  from: Uint8Array | null,
  toTitle: string,
  to: Uint8Array | null,
  { screen }: Terminal,
): string {
  const [before, after] = [decode(from), decode(to)];
  const patch =
    before === null || after === null
      ? undefined
      : structuredPatch(fromTitle, toTitle, before, after, undefined, undefined, {
          context: 3,
          timeout: maxDiffTime,
        });
  if (patch === undefined) return `${toTitle} differs, and cannot be shown line by line.\n`;
  const text = formatPatch(patch, FILE_HEADERS_ONLY);
  return screen.out ? showText(text) : text;
}

function decode(script: Uint8Array | null): string | null {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return decoder.decode(script ?? new Uint8Array());
  } catch {
    return null;
  }
}
