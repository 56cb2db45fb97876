import type { Diagnostic } from '../diagnostic.ts';
import { limits } from '../limits.ts';
import { showCharacter, showText } from './display.ts';
import { createLineIndex, type LineIndex } from './line-index.ts';
import type { Range } from './range.ts';

export interface RenderOptions {
  /** Name of the file, as the first word of the output; `<script>` where absent. */
  readonly path?: string;
  /** Colour for a terminal; none where absent. */
  readonly color?: boolean;
  /** The index of the text, so that many diagnostics of one text share it. */
  readonly lines?: LineIndex;
}

const sgr = { error: '31', warning: '33', note: '36' } as const;

/**
 * A diagnostic as the command line shows it: `path:line:column: error: message [code]`, then the
 * line with carets below. Nothing of the script can move the cursor or turn the text around.
 */
export function renderDiagnostic(
  text: string,
  diagnostic: Diagnostic,
  options: RenderOptions = {},
): string {
  const lines = options.lines ?? createLineIndex(text);
  const paint = (codes: string, part: string): string =>
    options.color === true ? `\u001b[${codes}m${part}\u001b[0m` : part;
  const { severity, message, code } = diagnostic;
  const { line, column } = lines.position(diagnostic.from);
  const path = showText(options.path ?? '<script>').text;
  const head =
    `${paint('1', `${path}:${line}:${column}:`)} ${paint(`1;${sgr[severity]}`, `${severity}:`)} ` +
    `${showText(message).text} [${code}]`;
  const frame = frameOf(text, lines, diagnostic, line);
  const number = String(line);
  const gutter = ' '.repeat(number.length);
  return [
    head,
    `  ${paint('2', `${number} |`)} ${frame.source}`.trimEnd(),
    `  ${paint('2', `${gutter} |`)} ${frame.indent}${paint(sgr[severity], frame.carets)}`,
  ].join('\n');
}

interface Frame {
  readonly source: string;
  readonly indent: string;
  readonly carets: string;
}

/** The line of a diagnostic, cut around it where it is long, and its carets. */
function frameOf(text: string, lines: LineIndex, diagnostic: Diagnostic, line: number): Frame {
  const range = withoutMark(text, lines.range(line), diagnostic);
  const start = Math.min(diagnostic.from, range.to);
  const end = Math.max(start, Math.min(diagnostic.to, range.to));
  const lead = cutBefore(text, range.from, start);
  const marked = cutAfter(text, start, end, limits.frameWidth - lead.width);
  const rest = cutAfter(text, end, range.to, limits.frameWidth - lead.width - marked.width);
  const tail = marked.text.endsWith('…') ? '' : rest.text;
  return {
    source: lead.text + marked.text + tail,
    indent: ' '.repeat(lead.width),
    carets: '^'.repeat(Math.max(marked.width, 1)),
  };
}

/** A byte-order mark is shown only where the diagnostic is about it. */
function withoutMark(text: string, { from, to }: Range, diagnostic: Diagnostic): Range {
  const hidden = from === 0 && diagnostic.from > 0 && text.startsWith('\uFEFF');
  return { from: hidden ? 1 : from, to };
}

/** The end of `from`…`to` that fits before a mark: at most half of the frame. */
function cutBefore(text: string, from: number, to: number): { text: string; width: number } {
  const cap = limits.frameWidth >> 1;
  const far = Math.max(from, to - cap * 2);
  const characters = [...text.slice(far, to)];
  let shown = '';
  let width = 0;
  let cut = far > from;
  for (let i = characters.length - 1; i >= 0; i--) {
    const cell = showCharacter(characters[i] ?? '');
    if (width + cell.width > cap) {
      cut = true;
      break;
    }
    shown = cell.text + shown;
    width += cell.width;
  }
  return cut ? { text: `…${shown}`, width: width + 1 } : { text: shown, width };
}

/** The start of `from`…`to` that fits in `cap` columns. */
function cutAfter(
  text: string,
  from: number,
  to: number,
  cap: number,
): { text: string; width: number } {
  let shown = '';
  let width = 0;
  for (const character of text.slice(from, Math.min(to, from + limits.frameWidth * 2))) {
    const cell = showCharacter(character);
    if (width + cell.width > cap) return { text: `${shown}…`, width: width + 1 };
    shown += cell.text;
    width += cell.width;
  }
  return { text: shown, width };
}
